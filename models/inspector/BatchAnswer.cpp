#include "models/inspector/BatchAnswer.h"

namespace gatehouse::inspector {

using namespace Qt::StringLiterals;

QByteArray answerJson(QByteArrayView id, const Verdicts &verdicts, const AnswerDetails &details)
{
    // The words are our own codes: nothing in them needs escaping.
    QByteArray json;
    json.reserve(180 + id.size());
    const auto append = [&json](QByteArrayView name, const QString &code) {
        json.append(R"(,")").append(name).append(R"(":")");
        for (const QChar c : code)
            json.append(static_cast<char>(c.unicode()));
        json.append('"');
    };
    json.append(R"({"id":)").append(id);
    json.append(R"(,"verified":)").append(verdicts.isVerified() ? "true" : "false");
    append("form", formName(verdicts.form));
    append("signature", signatureName(verdicts.signature));
    append("time", timeName(verdicts.time));
    append("claims", claimsName(verdicts.claimsVerdict));
    append("reason", reasonCode(verdicts.reason));
    if (!details.message.isEmpty()) {
        jose::JsonValue text;
        text.type = jose::JsonValue::Type::String;
        text.string = details.message;
        json.append(R"(,"message":)").append(text.toJson());
    }
    if (!details.around.isEmpty())
        json.append(R"(,"around":[")").append(details.around.join("\",\""_L1).toLatin1()).append("\"]");
    if (!details.trustPath.isEmpty())
        append("roots", details.trustPath);
    return json.append('}');
}

} // namespace gatehouse::inspector
