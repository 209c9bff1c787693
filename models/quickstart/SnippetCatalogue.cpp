#include "models/quickstart/SnippetCatalogue.h"

#include "models/quickstart/SnippetTemplate.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

/// The templates are compiled into a static library: without this the linker would leave them out. In no namespace, as
/// Q_INIT_RESOURCE wants it.
static void loadTemplates()
{
    Q_INIT_RESOURCE(snippets);
}

namespace gatehouse::quickstart {

using namespace Qt::StringLiterals;

namespace {

QString resource(const QString &name)
{
    loadTemplates();
    QFile file(u":/gatehouse/snippets/"_s + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QList<Stack> knownStacks()
{
    return {
        {.id = u"node-express"_s,
         .title = u"Node.js (Express)"_s,
         .package = u"express-oauth2-jwt-bearer"_s,
         .language = u"JavaScript"_s,
         .dependencyFile = u"package.json"_s,
         .install = u"npm install"_s,
         .fileName = u"server.js"_s,
         .start = u"node server.js"_s,
         .open = u"/api/hello"_s,
         .guarded = u"/api/guarded"_s},
        {.id = u"node-jose"_s,
         .title = u"Node.js (jose)"_s,
         .package = u"jose"_s,
         .language = u"JavaScript"_s,
         .dependencyFile = u"package.json"_s,
         .install = u"npm install"_s,
         .fileName = u"server.mjs"_s,
         .start = u"node server.mjs"_s,
         .open = u"/api/hello"_s,
         .guarded = u"/api/guarded"_s},
        {.id = u"python-flask"_s,
         .title = u"Python (Flask)"_s,
         .package = u"PyJWT"_s,
         .language = u"Python"_s,
         .dependencyFile = u"requirements.txt"_s,
         .install = u"pip install -r requirements.txt"_s,
         .fileName = u"app.py"_s,
         .start = u"flask --app app.py run --port 3000"_s,
         .open = u"/api/hello"_s,
         .guarded = u"/api/guarded"_s},
        {.id = u"python-fastapi"_s,
         .title = u"Python (FastAPI)"_s,
         .package = u"joserfc"_s,
         .language = u"Python"_s,
         .dependencyFile = u"requirements.txt"_s,
         .install = u"pip install -r requirements.txt"_s,
         .fileName = u"app.py"_s,
         .start = u"uvicorn app:app --port 3000"_s,
         .open = u"/api/hello"_s,
         .guarded = u"/api/guarded"_s},
        {.id = u"go"_s,
         .title = u"Go"_s,
         .package = u"github.com/golang-jwt/jwt/v5"_s,
         .language = u"Go"_s,
         .dependencyFile = u"go.mod"_s,
         .install = u"go mod tidy"_s,
         .fileName = u"main.go"_s,
         .start = u"go run main.go"_s,
         .open = u"/api/hello"_s,
         .guarded = u"/api/guarded"_s},
        {.id = u"java-spring"_s,
         .title = u"Java (Spring Boot)"_s,
         .package = u"spring-boot-starter-oauth2-resource-server"_s,
         .language = u"Java"_s,
         .dependencyFile = u"build.gradle"_s,
         .install = u"gradle wrapper"_s,
         .fileName = u"Application.java"_s,
         .start = u"./gradlew bootRun --args='--server.port=3000'"_s,
         .open = u"/api/hello"_s,
         .guarded = u"/api/guarded"_s},
        {.id = u"java-jose4j"_s,
         .title = u"Java (jose4j)"_s,
         .package = u"jose4j"_s,
         .language = u"Java"_s,
         .dependencyFile = u"pom.xml"_s,
         .install = u"mvn dependency:copy-dependencies -DoutputDirectory=lib"_s,
         .fileName = u"Api.java"_s,
         .start = u"java -cp 'lib/*' Api.java"_s,
         .open = u"/api/hello"_s,
         .guarded = u"/api/guarded"_s},
        {.id = u"aspnet-core"_s,
         .title = u"ASP.NET Core"_s,
         .package = u"Microsoft.AspNetCore.Authentication.JwtBearer"_s,
         .language = u"C#"_s,
         .dependencyFile = u"Api.csproj"_s,
         .install = u"dotnet restore"_s,
         .fileName = u"Program.cs"_s,
         .start = u"dotnet run --urls http://localhost:3000"_s,
         .open = u"/api/hello"_s,
         .guarded = u"/api/guarded"_s},
        {.id = u"php-lcobucci"_s,
         .title = u"PHP (lcobucci)"_s,
         .package = u"lcobucci/jwt"_s,
         .language = u"PHP (HTML)"_s,
         .dependencyFile = u"composer.json"_s,
         .install = u"composer install"_s,
         .fileName = u"api.php"_s,
         .start = u"php -S 127.0.0.1:3000 api.php"_s,
         .open = u"/api/hello"_s,
         .guarded = u"/api/guarded"_s},
        {.id = u"php"_s,
         .title = u"PHP (firebase)"_s,
         .package = u"firebase/php-jwt"_s,
         .language = u"PHP (HTML)"_s,
         .dependencyFile = u"composer.json"_s,
         .install = u"composer install"_s,
         .fileName = u"api.php"_s,
         .start = u"php -S localhost:3000 api.php"_s,
         .open = u"/"_s,
         .guarded = u"/"_s},
        {.id = u"ruby"_s,
         .title = u"Ruby (Sinatra)"_s,
         .package = u"jwt"_s,
         .language = u"Ruby"_s,
         .dependencyFile = u"Gemfile"_s,
         .install = u"bundle install"_s,
         .fileName = u"api.rb"_s,
         .start = u"ruby api.rb -p 3000"_s,
         .open = u"/api/hello"_s,
         .guarded = u"/api/guarded"_s},
        {.id = u"perl"_s,
         .title = u"Perl (Mojolicious)"_s,
         .package = u"Crypt::JWT"_s,
         .language = u"Perl"_s,
         .dependencyFile = u"cpanfile"_s,
         .install = u"cpanm --installdeps ."_s,
         .fileName = u"api.pl"_s,
         .start = u"perl api.pl daemon -l http://*:3000"_s,
         .open = u"/api/hello"_s,
         .guarded = u"/api/guarded"_s},
        {.id = u"erlang"_s,
         .title = u"Erlang"_s,
         .package = u"jose"_s,
         .language = u"Erlang"_s,
         .dependencyFile = u"rebar.config"_s,
         .install = u"rebar3 compile --deps_only"_s,
         .fileName = u"api.erl"_s,
         .start = u"erlc api.erl && erl -noshell -pa _build/default/lib/*/ebin -s api"_s,
         .open = u"/api/hello"_s,
         .guarded = u"/api/guarded"_s},
        {.id = u"cpp"_s,
         .title = u"C++"_s,
         .package = u"libjose"_s,
         .language = u"C++"_s,
         .dependencyFile = {},
         .install = u"sudo apt install g++ pkg-config libcpp-httplib-dev libjose-dev"_s,
         .fileName = u"api.cpp"_s,
         .start = u"g++ -std=c++17 api.cpp -o api $(pkg-config --cflags --libs cpp-httplib jose) && ./api"_s,
         .open = u"/api/hello"_s,
         .guarded = u"/api/guarded"_s},
    };
}

/// What runs is read from the tests' own manifest, so that nothing can be said of a stack that they do not start.
QList<Stack> withManifest(QList<Stack> stacks)
{
    const QJsonObject manifest = QJsonDocument::fromJson(resource(u"tested.json"_s).toUtf8()).object();
    for (Stack &stack : stacks)
        stack.isRunByTests = manifest.contains(stack.id);
    return stacks;
}

} // namespace

const QList<Stack> &stacks()
{
    static const QList<Stack> all = withManifest(knownStacks());
    return all;
}

QString dependenciesOf(const QString &stackId)
{
    return resource(stackId + u"/dependencies.txt"_s);
}

QString renderSnippet(const QString &stackId, const SnippetValues &values)
{
    const QString text =
        resource(u"%1/%2.txt"_s.arg(stackId, domain::signingAlgorithmName(values.algorithm).toLower()));
    if (text.isEmpty())
        return {};
    const bool loopback = values.issuer.startsWith("http://"_L1);
    return fillTemplate(text, {{u"audience"_s, values.audience},
                               {u"issuer"_s, values.issuer},
                               {u"jwks"_s, values.issuer + u".well-known/jwks.json"_s},
                               {u"scope"_s, values.scope},
                               {u"anyScope"_s, values.scope.isEmpty() ? u"any"_s : QString()},
                               {u"loopback"_s, loopback ? values.issuer : QString()}})
        .value_or(QString());
}

} // namespace gatehouse::quickstart
