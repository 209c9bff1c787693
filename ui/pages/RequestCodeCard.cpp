#include "ui/pages/RequestCodeCard.h"

#include "ui/theme/Spacing.h"
#include "ui/widgets/ClipboardGuard.h"
#include "ui/widgets/CopyButton.h"
#include "ui/widgets/MonospaceView.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/SegmentedControl.h"

#include <QAbstractButton>
#include <QBoxLayout>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;

RequestCodeCard::RequestCodeCard(QWidget *parent)
    : Card(tr("The same request as code"), {}, parent)
    , m_languages(new widgets::SegmentedControl(tr("Language of the request"), this))
    , m_code(new widgets::MonospaceView(tr("Token request as code"), this))
    , m_copy(new widgets::CopyButton(tr("the request with the client's credentials"), {}, this))
{
    setObjectName(u"requestCodeCard"_s);
    m_languages->setObjectName(u"requestLanguages"_s);
    m_code->setObjectName(u"requestCode"_s);
    m_copy->setObjectName(u"requestCopy"_s);
    m_copy->setWordShown(true);
    m_copy->setHandler([this] { copy(); });
    m_code->copyButton()->hide();
    // The JSON body is one long line: better wrapped than half hidden. What is copied has no line breaks of ours.
    m_code->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_code->setWordWrapMode(QTextOption::WrapAnywhere);
    m_code->setVisibleLines(30);
    addAction(m_languages);
    addAction(m_copy);
    auto *note = new widgets::PlainLabel(
        tr("Shown with a placeholder. Copy fills in the client secret or a fresh assertion, so that the code runs as "
           "it "
           "stands; the clipboard forgets it after %n seconds.",
           nullptr,
           static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(widgets::clipboardSecretTime).count())),
        widgets::PlainLabel::Role::Muted, this);
    note->setObjectName(u"requestNote"_s);
    note->setWordWrap(true);
    body()->addWidget(m_code);
    body()->addWidget(note);
    connect(m_languages, &widgets::SegmentedControl::chosen, this, &RequestCodeCard::showSnippet);
}

void RequestCodeCard::setRequest(const oauth::TokenRequest &request, const QUrl &endpoint, CredentialsReader reader)
{
    m_request = request;
    m_endpoint = endpoint;
    m_reader = std::move(reader);
    const bool first = m_snippets.isEmpty();
    m_snippets = flow::requestSnippets(request, endpoint, false);
    if (first) {
        for (qsizetype i = 0; i < m_snippets.size(); ++i) {
            m_languages->addChoice(m_snippets.at(i).title);
            m_languages->button(static_cast<int>(i))->setObjectName(u"request-"_s + m_snippets.at(i).id);
        }
        m_languages->setCurrent(0);
    }
    showSnippet(m_languages->current());
}

void RequestCodeCard::showSnippet(int index)
{
    if (index < 0 || index >= m_snippets.size())
        return;
    const flow::RequestSnippet &snippet = m_snippets.at(index);
    m_code->setContent(snippet.code, snippet.language);
}

void RequestCodeCard::copy()
{
    const int index = m_languages->current();
    if (!m_reader || index < 0)
        return;
    base::Result<oauth::ClientCredentials> client = m_reader();
    if (!client) {
        Q_EMIT failed(client.error());
        return;
    }
    oauth::TokenRequest request = m_request;
    request.client = *std::move(client);
    QByteArray code = flow::requestSnippets(request, m_endpoint, true).value(index).code.toUtf8();
    widgets::copySecret(base::Secret(QByteArrayView(code)));
    base::wipe(code.data(), static_cast<std::size_t>(code.size()));
    m_copy->acknowledge();
}

} // namespace gatehouse::ui::pages
