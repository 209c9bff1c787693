// render_snippets AUDIENCE ISSUER SCOPE: what the Quick Start shows of every stack, as JSON for
// tests/quickstart/run_stacks.
#include "models/quickstart/SnippetCatalogue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

using namespace gatehouse;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    if (argc != 4) {
        std::fputs("usage: render_snippets AUDIENCE ISSUER SCOPE\n", stderr);
        return 2;
    }
    QJsonArray all;
    for (const quickstart::Stack &stack : quickstart::stacks()) {
        for (const auto algorithm : {domain::SigningAlgorithm::RS256, domain::SigningAlgorithm::HS256}) {
            const QString code = quickstart::renderSnippet(stack.id, {.audience = QString::fromLocal8Bit(argv[1]),
                                                                      .issuer = QString::fromLocal8Bit(argv[2]),
                                                                      .algorithm = algorithm,
                                                                      .scope = QString::fromLocal8Bit(argv[3])});
            all.append(QJsonObject{{u"stack"_s, stack.id},
                                   {u"algorithm"_s, domain::signingAlgorithmName(algorithm)},
                                   {u"file"_s, stack.fileName},
                                   {u"dependencyFile"_s, stack.dependencyFile},
                                   {u"dependencies"_s, quickstart::dependenciesOf(stack.id)},
                                   {u"start"_s, stack.start},
                                   {u"open"_s, stack.open},
                                   {u"guarded"_s, stack.guarded},
                                   {u"runByTests"_s, stack.isRunByTests},
                                   {u"code"_s, code}});
        }
    }
    std::fputs(QJsonDocument(all).toJson().constData(), stdout);
    return 0;
}
