#include "models/flow/RequestSnippets.h"

#include "models/oauth/ClientAuthentication.h"
#include "models/oauth/TokenMessages.h"
#include "models/quickstart/SnippetEscaping.h"

namespace gatehouse::flow {

using namespace Qt::StringLiterals;
using quickstart::literal;
using quickstart::Syntax;

namespace {

/// What the four languages have in common: the members of the body, and the credentials when they go in a header.
struct Call
{
    QString endpoint;
    QList<std::pair<QString, QString>> body;
    QString basicId; ///< form-encoded (RFC 6749 section 2.3.1); empty: the secret is in the body
    QString basicSecret;
};

Call callOf(const oauth::TokenRequest &request, const QUrl &endpoint)
{
    Call call{.endpoint = endpoint.toString(QUrl::FullyEncoded), .body = {}, .basicId = {}, .basicSecret = {}};
    call.body.append({u"grant_type"_s, u"client_credentials"_s});
    const auto members = oauth::identifyingMembers(request.client);
    if (members.isEmpty()) {
        const QString secret = QString::fromUtf8(request.client.secret.value_or(base::Secret()).bytes());
        call.basicId = QString::fromLatin1(QUrl::toPercentEncoding(request.client.clientId));
        call.basicSecret = QString::fromLatin1(QUrl::toPercentEncoding(secret));
    }
    call.body.append(members);
    if (!request.audience.isEmpty())
        call.body.append({u"audience"_s, request.audience});
    if (request.scopes && !request.scopes->isEmpty())
        call.body.append({u"scope"_s, request.scopes->join(u' ')});
    return call;
}

/// The members as the entries of a dictionary of that language, one a line.
QString entries(const Call &call, Syntax syntax, QLatin1StringView indent)
{
    QString out;
    for (const auto &[name, value] : call.body) {
        const QString key = syntax == Syntax::JavaScript ? name : literal(syntax, name);
        out += indent + key + u": "_s + literal(syntax, value) + u",\n"_s;
    }
    return out;
}

QString curl(const oauth::TokenRequest &request, const Call &call, const QUrl &endpoint)
{
    // The very body the program sends.
    const QString body = QString::fromUtf8(oauth::toHttp(request, endpoint).body);
    QString code = u"curl --request POST \\\n  --url "_s + literal(Syntax::Shell, call.endpoint) + u" \\\n"_s;
    if (!call.basicId.isEmpty())
        code += u"  --user "_s + literal(Syntax::Shell, call.basicId + u':' + call.basicSecret) + u" \\\n"_s;
    code += u"  --header 'content-type: application/json' \\\n  --data "_s + literal(Syntax::Shell, body) + u'\n';
    return code;
}

QString node(const Call &call)
{
    QString headers = u"'content-type': 'application/json'"_s;
    if (!call.basicId.isEmpty()) {
        headers += u",\n    authorization: 'Basic ' + Buffer.from("_s +
                   literal(Syntax::JavaScript, call.basicId + u':' + call.basicSecret) + u").toString('base64')"_s;
    }
    return u"// Node.js 18 or later\nfetch("_s + literal(Syntax::JavaScript, call.endpoint) +
           u", {\n  method: 'POST',\n  headers: {\n    "_s + headers + u",\n  },\n  body: JSON.stringify({\n"_s +
           entries(call, Syntax::JavaScript, "    "_L1) +
           u"  }),\n})\n  .then((response) => response.text())\n  .then(console.log);\n"_s;
}

QString python(const Call &call)
{
    const bool basic = !call.basicId.isEmpty();
    QString code = u"# Python 3, standard library only\n"_s;
    if (basic)
        code += u"import base64\n"_s;
    code += u"import json\nimport urllib.error\nimport urllib.request\n\n"_s;
    code += u"headers = {\"content-type\": \"application/json\"}\n"_s;
    if (basic) {
        code += u"credentials = "_s + literal(Syntax::Python, call.basicId + u':' + call.basicSecret) +
                u"\nheaders[\"authorization\"] = \"Basic \" + base64.b64encode(credentials.encode()).decode()\n"_s;
    }
    code += u"body = {\n"_s + entries(call, Syntax::Python, "    "_L1) + u"}\n"_s;
    code += u"request = urllib.request.Request("_s + literal(Syntax::Python, call.endpoint) +
            u", data=json.dumps(body).encode(), headers=headers)\n"_s;
    code += uR"(try:
    with urllib.request.urlopen(request) as response:
        print(response.read().decode())
except urllib.error.HTTPError as refusal:
    print(refusal.code, refusal.read().decode())
)"_s;
    return code;
}

QString go(const Call &call)
{
    QString code = uR"(package main

import (
	"bytes"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
)

func main() {
	body, err := json.Marshal(map[string]string{
)"_s;
    code += entries(call, Syntax::Go, "\t\t"_L1);
    code += u"\t})\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\trequest, err := http.NewRequest(\"POST\", "_s +
            literal(Syntax::Go, call.endpoint) + u", bytes.NewReader(body))\n"_s;
    code += u"\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n"_s;
    code += u"\trequest.Header.Set(\"Content-Type\", \"application/json\")\n"_s;
    if (!call.basicId.isEmpty()) {
        code += u"\trequest.SetBasicAuth("_s + literal(Syntax::Go, call.basicId) + u", "_s +
                literal(Syntax::Go, call.basicSecret) + u")\n"_s;
    }
    code += uR"(	response, err := http.DefaultClient.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	if _, err := io.Copy(os.Stdout, response.Body); err != nil {
		log.Fatal(err)
	}
}
)"_s;
    return code;
}

} // namespace

QList<RequestSnippet> requestSnippets(const oauth::TokenRequest &request, const QUrl &endpoint, bool withSecret)
{
    oauth::TokenRequest shown = request;
    if (!withSecret && shown.client.secret)
        shown.client.secret = base::Secret("YOUR_CLIENT_SECRET"_ba);
    if (!withSecret && shown.client.assertion)
        shown.client.assertion = base::Secret("YOUR_CLIENT_ASSERTION"_ba);
    const Call call = callOf(shown, endpoint);
    return {
        {.id = u"curl"_s, .title = u"cURL"_s, .language = u"Bash"_s, .code = curl(shown, call, endpoint)},
        {.id = u"node"_s, .title = u"Node.js"_s, .language = u"JavaScript"_s, .code = node(call)},
        {.id = u"python"_s, .title = u"Python"_s, .language = u"Python"_s, .code = python(call)},
        {.id = u"go"_s, .title = u"Go"_s, .language = u"Go"_s, .code = go(call)},
    };
}

} // namespace gatehouse::flow
