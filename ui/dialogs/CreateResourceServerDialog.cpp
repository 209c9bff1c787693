#include "ui/dialogs/CreateResourceServerDialog.h"

#include "models/base/Text.h"
#include "models/store/BulkEdits.h"
#include "models/store/ResourceServerStore.h"
#include "ui/text/ApiText.h"
#include "ui/text/RefusalText.h"
#include "ui/text/ViolationText.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ValidatedLineEdit.h"

#include <QFrame>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>
#include <QVariant>

#include <algorithm>

namespace gatehouse::ui::dialogs {

namespace spacing = theme::spacing;
using domain::SigningAlgorithm;
using widgets::LabelledField;
using widgets::PlainLabel;
using widgets::ValidatedLineEdit;
using namespace Qt::StringLiterals;

CreateResourceServerDialog::CreateResourceServerDialog(const store::ResourceServerStore &store,
                                                       store::TenantEditor &editor, QWidget *parent,
                                                       domain::ResourceServerId original)
    : DialogFrame(original.isEmpty() ? tr("Create API") : tr("Duplicate API"),
                  original.isEmpty()
                      ? tr("An API is what your tokens are for. Nothing needs to answer at its address yet.")
                      : tr("The new API has the scopes and settings of %1. Clients are authorized for it separately.")
                            .arg(base::visibleText(store.snapshot().apiName(original), 200)),
                  tr("Create"), parent)
    , m_store(store)
    , m_editor(editor)
    , m_original(std::move(original))
{
    setObjectName(u"createApiDialog"_s);
    m_name = new ValidatedLineEdit({}, this);
    m_name->setObjectName(u"nameField"_s);
    m_name->edit()->setObjectName(u"nameEdit"_s);
    m_name->setPlaceholderText(tr("Appointments"));
    body()->addWidget(
        new LabelledField(tr("&Name"), m_name, tr("A friendly name, shown in lists. It can be changed later.")));

    m_identifier = new ValidatedLineEdit({}, this);
    m_identifier->setObjectName(u"identifierField"_s);
    m_identifier->edit()->setObjectName(u"identifierEdit"_s);
    m_identifier->setPlaceholderText(u"https://api.example.com/appointments"_s);
    body()->addWidget(new LabelledField(
        tr("&Identifier"), m_identifier,
        tr("Permanent: you cannot change it later. A URL is a good choice, though it is never called. Every "
           "character counts: with and without a slash at the end are two different identifiers.")));

    auto *preview = new QFrame(this);
    preview->setProperty("surface", u"sunken"_s);
    auto *previewLayout = new QVBoxLayout(preview);
    previewLayout->setContentsMargins(spacing::medium, spacing::small, spacing::medium, spacing::small);
    previewLayout->setSpacing(spacing::tight);
    previewLayout->addWidget(new PlainLabel(tr("In each of its access tokens"), PlainLabel::Role::Caption));
    m_audience = new PlainLabel({}, PlainLabel::Role::Mono);
    m_audience->setObjectName(u"audiencePreview"_s);
    m_audience->setElideMode(Qt::ElideRight);
    previewLayout->addWidget(m_audience);
    body()->addWidget(preview);

    body()->addWidget(makeAlgorithmChoice());

    m_name->setCheck([this](const QString &) { return violationOf(domain::Field::ApiName); });
    m_identifier->setCheck([this](const QString &) { return violationOf(domain::Field::ApiIdentifier); });
    connect(m_name, &ValidatedLineEdit::edited, this, &CreateResourceServerDialog::check);
    connect(m_identifier, &ValidatedLineEdit::edited, this, &CreateResourceServerDialog::check);
    connect(&m_store, &store::ResourceServerStore::changed, this, &CreateResourceServerDialog::check);
    connect(acceptButton(), &QPushButton::clicked, this, &CreateResourceServerDialog::create);
    acceptButton()->setAccessibleName(tr("Create API"));
    if (const domain::ResourceServer *api = m_store.snapshot().resourceServer(m_original)) {
        m_name->setText(tr("%1 copy").arg(api->name));
        m_hs256->setChecked(api->signingAlgorithm == SigningAlgorithm::HS256);
        // The name is a proposal; the identifier is for a person to decide.
        m_identifier->setFocus();
    } else {
        m_name->setFocus();
    }
    check();
}

QWidget *CreateResourceServerDialog::makeAlgorithmChoice()
{
    auto *choice = new QWidget(this);
    auto *layout = new QVBoxLayout(choice);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::tight);
    const auto add = [&](SigningAlgorithm algorithm, const char *objectName) {
        auto *button = new QRadioButton(text::algorithmLabel(algorithm), choice);
        button->setObjectName(QString::fromLatin1(objectName));
        button->setAccessibleDescription(text::algorithmSentence(algorithm));
        auto *sentence = new PlainLabel(text::algorithmSentence(algorithm), PlainLabel::Role::Muted, choice);
        sentence->setWordWrap(true);
        sentence->setContentsMargins(spacing::wide, 0, 0, spacing::tight);
        layout->addWidget(button);
        layout->addWidget(sentence);
        return button;
    };
    m_rs256 = add(SigningAlgorithm::RS256, "rs256Choice");
    m_hs256 = add(SigningAlgorithm::HS256, "hs256Choice");
    m_rs256->setChecked(true);
    choice->setFocusProxy(m_rs256);
    return new LabelledField(tr("Signing Algorithm"), choice, tr("Fixed once the API is created."));
}

store::TenantEditor::NewApi CreateResourceServerDialog::wanted() const
{
    return {.name = m_name->text().trimmed(),
            .identifier = m_identifier->text(),
            .algorithm = m_hs256 && m_hs256->isChecked() ? SigningAlgorithm::HS256 : SigningAlgorithm::RS256};
}

domain::MaybeViolation CreateResourceServerDialog::violationOf(domain::Field field) const
{
    const QList<domain::Violation> violations = store::TenantEditor::checkNewApi(m_store.snapshot(), wanted());
    const auto found = std::ranges::find(violations, field, &domain::Violation::field);
    return found == violations.end() ? std::nullopt : std::optional(*found);
}

void CreateResourceServerDialog::check()
{
    m_name->recheck();
    m_identifier->recheck();
    m_identifier->setNote(m_identifier->text().endsWith(u'/') ? tr("The slash at the end is part of the identifier.")
                                                              : QString());
    showAudience();
    const QList<domain::Violation> violations = store::TenantEditor::checkNewApi(m_store.snapshot(), wanted());
    setObstacle(violations.isEmpty() ? QString() : text::violationText(violations.first()));
}

void CreateResourceServerDialog::showAudience()
{
    const QString identifier = m_identifier->text();
    m_audience->setText(u"\"aud\": \"%1\""_s.arg(identifier.isEmpty() ? u"…"_s : base::visibleText(identifier)));
}

void CreateResourceServerDialog::create()
{
    const store::StoreSnapshot &tenant = m_store.snapshot();
    const store::Edit<store::TenantEditor::CreatedApi> api =
        m_original.isEmpty() ? m_editor.createApi(tenant, wanted())
                             : store::duplicateApi(m_editor, tenant, m_original, wanted());
    if (!api) {
        m_name->showProblems();
        m_identifier->showProblems();
        banner()->showMessage(theme::Sign::Error, text::refusalText(api.error()));
        return;
    }
    Q_EMIT created(*api);
    accept();
}

} // namespace gatehouse::ui::dialogs
