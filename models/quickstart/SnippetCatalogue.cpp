#include "models/quickstart/SnippetCatalogue.h"

#include "models/quickstart/SnippetTemplate.h"

#include <QFile>

/// The templates are compiled into a static library: without this the linker would leave them out. In no namespace, as
/// Q_INIT_RESOURCE wants it.
static void loadTemplates()
{
    Q_INIT_RESOURCE(snippets);
}

namespace gatehouse::quickstart {

using namespace Qt::StringLiterals;

const QList<Stack> &stacks()
{
    static const QList<Stack> all{
        {.id = u"node-express"_s,
         .title = u"Node.js (Express)"_s,
         .package = u"express-oauth2-jwt-bearer"_s,
         .language = u"JavaScript"_s,
         .install = u"npm install express express-oauth2-jwt-bearer"_s,
         .fileName = u"server.js"_s,
         .start = u"node server.js"_s,
         .open = u"/api/hello"_s,
         .guarded = u"/api/guarded"_s,
         .isRunByTests = true},
        {.id = u"node-jose"_s,
         .title = u"Node.js (jose)"_s,
         .package = u"jose"_s,
         .language = u"JavaScript"_s,
         .install = u"npm install jose"_s,
         .fileName = u"server.mjs"_s,
         .start = u"node server.mjs"_s,
         .open = u"/api/hello"_s,
         .guarded = u"/api/guarded"_s,
         .isRunByTests = true},
        {.id = u"python-flask"_s,
         .title = u"Python (Flask)"_s,
         .package = u"PyJWT"_s,
         .language = u"Python"_s,
         .install = u"pip install flask 'pyjwt[crypto]'"_s,
         .fileName = u"app.py"_s,
         .start = u"flask --app app.py run --port 3000"_s,
         .open = u"/api/hello"_s,
         .guarded = u"/api/guarded"_s,
         .isRunByTests = true},
        {.id = u"python-fastapi"_s,
         .title = u"Python (FastAPI)"_s,
         .package = u"PyJWT"_s,
         .language = u"Python"_s,
         .install = u"pip install fastapi uvicorn 'pyjwt[crypto]'"_s,
         .fileName = u"app.py"_s,
         .start = u"uvicorn app:app --port 3000"_s,
         .open = u"/api/hello"_s,
         .guarded = u"/api/guarded"_s,
         .isRunByTests = true},
        {.id = u"go"_s,
         .title = u"Go"_s,
         .package = u"github.com/golang-jwt/jwt/v5"_s,
         .language = u"Go"_s,
         .install = u"go mod init api && go get github.com/golang-jwt/jwt/v5"_s,
         .fileName = u"main.go"_s,
         .start = u"go run main.go"_s,
         .open = u"/api/hello"_s,
         .guarded = u"/api/guarded"_s,
         .isRunByTests = true},
        {.id = u"java-spring"_s,
         .title = u"Java (Spring Boot)"_s,
         .package = u"spring-boot-starter-oauth2-resource-server"_s,
         .language = u"Java"_s,
         .install = u"implementation 'org.springframework.boot:spring-boot-starter-oauth2-resource-server'"_s,
         .fileName = u"Application.java"_s,
         .start = u"./gradlew bootRun --args='--server.port=3000'"_s,
         .open = u"/api/hello"_s,
         .guarded = u"/api/guarded"_s},
        {.id = u"aspnet-core"_s,
         .title = u"ASP.NET Core"_s,
         .package = u"Microsoft.AspNetCore.Authentication.JwtBearer"_s,
         .language = u"C#"_s,
         .install = u"dotnet add package Microsoft.AspNetCore.Authentication.JwtBearer"_s,
         .fileName = u"Program.cs"_s,
         .start = u"dotnet run --urls http://localhost:3000"_s,
         .open = u"/api/hello"_s,
         .guarded = u"/api/guarded"_s},
        {.id = u"php"_s,
         .title = u"PHP"_s,
         .package = u"firebase/php-jwt"_s,
         .language = u"PHP (HTML)"_s,
         .install = u"composer require firebase/php-jwt"_s,
         .fileName = u"api.php"_s,
         .start = u"php -S localhost:3000 api.php"_s,
         .open = u"/"_s,
         .guarded = u"/"_s},
        {.id = u"ruby"_s,
         .title = u"Ruby (Sinatra)"_s,
         .package = u"jwt"_s,
         .language = u"Ruby"_s,
         .install = u"gem install jwt sinatra rackup puma"_s,
         .fileName = u"api.rb"_s,
         .start = u"ruby api.rb -p 3000"_s,
         .open = u"/api/hello"_s,
         .guarded = u"/api/guarded"_s,
         .isRunByTests = true},
        {.id = u"perl"_s,
         .title = u"Perl (Mojolicious)"_s,
         .package = u"Crypt::JWT"_s,
         .language = u"Perl"_s,
         .install = u"cpanm Mojolicious Crypt::JWT"_s,
         .fileName = u"api.pl"_s,
         .start = u"perl api.pl daemon -l http://*:3000"_s,
         .open = u"/api/hello"_s,
         .guarded = u"/api/guarded"_s,
         .isRunByTests = true},
        {.id = u"cpp"_s,
         .title = u"C++"_s,
         .package = u"jwt-cpp"_s,
         .language = u"C++"_s,
         .install = u"vcpkg install jwt-cpp picojson curl"_s,
         .fileName = u"validate.cpp"_s,
         .start = u"g++ -std=c++17 validate.cpp -o validate -lcurl -lcrypto && ./validate ACCESS_TOKEN"_s,
         .open = {},
         .guarded = {}},
    };
    return all;
}

QString renderSnippet(const QString &stackId, const SnippetValues &values)
{
    loadTemplates();
    QFile file(
        u":/gatehouse/snippets/%1/%2.txt"_s.arg(stackId, domain::signingAlgorithmName(values.algorithm).toLower()));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const bool loopback = values.issuer.startsWith("http://"_L1);
    return fillTemplate(QString::fromUtf8(file.readAll()),
                        {{u"audience"_s, values.audience},
                         {u"issuer"_s, values.issuer},
                         {u"jwks"_s, values.issuer + u".well-known/jwks.json"_s},
                         {u"scope"_s, values.scope},
                         {u"anyScope"_s, values.scope.isEmpty() ? u"any"_s : QString()},
                         {u"loopback"_s, loopback ? values.issuer : QString()}})
        .value_or(QString());
}

} // namespace gatehouse::quickstart
