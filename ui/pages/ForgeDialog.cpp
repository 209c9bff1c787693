#include "ui/pages/ForgeDialog.h"

#include "models/base/Text.h"
#include "ui/inspector/FittedViews.h"
#include "ui/inspector/PasteEdit.h"
#include "ui/pages/TestVariantWords.h"
#include "ui/text/ErrorText.h"
#include "ui/text/TokenFaultText.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/theme/Tone.h"
#include "ui/widgets/ClipboardGuard.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/IconLabel.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/PlainLabel.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardItemModel>

namespace gatehouse::ui::pages {

namespace {

using widgets::PlainLabel;
using namespace Qt::StringLiterals;

constexpr qsizetype mostForgedText = qsizetype{128} * 1024;

QPlainTextEdit *jsonEdit(const QString &name, const QString &objectName, int lines)
{
    auto *edit = new inspection::PasteEdit(name, mostForgedText);
    edit->setGuarded(false);
    edit->setObjectName(objectName);
    edit->setMinimumHeight(edit->fontMetrics().lineSpacing() * lines);
    return edit;
}

} // namespace

ForgeDialog::ForgeDialog(Parts parts, const inspector::TokenInspection &inspection, QWidget *parent)
    : DialogFrame(tr("Forge a test token"), {}, tr("Sign and open in the inspector"), parent)
    , m_parts(std::move(parts))
    , m_good(inspection)
{
    setObjectName(u"forgeDialog"_s);
    acceptButton()->setObjectName(u"forgeAccept"_s);
    acceptButton()->setAutoDefault(false);
    m_copy = new QPushButton(theme::icon(u"copy"_s), tr("Sign and copy"), this);
    m_copy->setObjectName(u"forgeCopy"_s);
    addButton(m_copy);
    body()->addWidget(makeWarning());
    body()->addWidget(makeEditors(inspection));
    body()->addWidget(makeKeys());
    body()->addWidget(makeBench());
    fillKeys();
    connect(acceptButton(), &QPushButton::clicked, this, [this] {
        if (const std::optional<QByteArray> token = forged()) {
            Q_EMIT tokenForged(*token);
            accept();
        }
    });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        if (const std::optional<QByteArray> token = forged()) {
            widgets::copySecret(base::Secret(QByteArrayView(*token)));
            m_message->setMessage(theme::Sign::Done, tr("Signed and copied; it leaves the clipboard after a while."));
        }
    });
    check();
}

QWidget *ForgeDialog::makeWarning()
{
    auto *frame = new QFrame(this);
    frame->setProperty("surface", u"warning"_s);
    frame->setObjectName(u"forgeWarning"_s);
    auto *icon = new widgets::IconLabel(u"edit"_s, theme::Tone::Warning, frame);
    icon->setExtent(theme::spacing::wide);
    auto *words =
        new PlainLabel(tr("You are making a token here, not checking one. It says what you write into it, and "
                          "a verifier with this key will believe it. Use it on systems of your own."),
                       PlainLabel::Role::Strong, frame);
    words->setWordWrap(true);
    auto *layout = new QHBoxLayout(frame);
    layout->setContentsMargins(theme::spacing::large, theme::spacing::medium, theme::spacing::large,
                               theme::spacing::medium);
    layout->setSpacing(theme::spacing::medium);
    layout->addWidget(icon, 0, Qt::AlignTop);
    layout->addWidget(words, 1);
    return frame;
}

QWidget *ForgeDialog::makeEditors(const inspector::TokenInspection &inspection)
{
    auto *editors = new QWidget(this);
    m_header = jsonEdit(tr("Header of the test token"), u"forgeHeader"_s, 3);
    m_claims = jsonEdit(tr("Claims of the test token"), u"forgeClaims"_s, 6);
    m_header->setPlainText(inspection.jws ? QString::fromUtf8(inspection.jws->header.toIndentedJson())
                                          : u"{\n  \"alg\": \"RS256\",\n  \"typ\": \"JWT\"\n}"_s);
    m_claims->setPlainText(inspection.claims ? QString::fromUtf8(inspection.claims->toIndentedJson())
                                             : u"{\n  \"sub\": \"test\"\n}"_s);
    auto *layout = new QVBoxLayout(editors);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::spacing::small);
    layout->addWidget(new widgets::LabelledField(tr("Header"), m_header));
    layout->addWidget(new widgets::LabelledField(
        tr("Claims"), m_claims, tr("Signed byte for byte as they stand here, even where they are no strict JSON.")));
    for (QPlainTextEdit *edit : {m_header, m_claims})
        connect(edit, &QPlainTextEdit::textChanged, this, &ForgeDialog::check);
    return editors;
}

QWidget *ForgeDialog::makeKeys()
{
    auto *keys = new QWidget(this);
    m_key = new QComboBox(keys);
    m_key->setObjectName(u"forgeKey"_s);
    m_key->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_pasted = new inspection::PasteEdit(tr("Key to sign with"), mostForgedText, keys);
    m_pasted->setObjectName(u"forgePasted"_s);
    m_pasted->setFixedHeight(m_pasted->fontMetrics().lineSpacing() * 4 + 2 * theme::spacing::small);
    m_message = new widgets::FieldMessage(keys);
    m_message->setObjectName(u"forgeMessage"_s);
    auto *layout = new QVBoxLayout(keys);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::spacing::small);
    layout->addWidget(new widgets::LabelledField(tr("Sign with"), m_key));
    layout->addWidget(m_pasted);
    layout->addWidget(m_pasted->makeMessage(keys));
    layout->addWidget(m_message);
    connect(m_key, &QComboBox::currentIndexChanged, this, &ForgeDialog::check);
    connect(m_pasted, &QPlainTextEdit::textChanged, this, &ForgeDialog::check);
    return keys;
}

QWidget *ForgeDialog::makeBench()
{
    auto *bench = new QFrame(this);
    bench->setProperty("surface", u"sunken"_s);
    bench->setObjectName(u"forgeBench"_s);
    m_bench = new QPushButton(theme::icon(u"test"_s), tr("Make wrong variants"), bench);
    m_bench->setObjectName(u"forgeBenchRun"_s);
    m_bench->setAutoDefault(false);
    m_benchSummary = new PlainLabel(tr("Variants of the token you came with, each wrong in one way: what a verifier is "
                                       "expected to say, and what this "
                                       "one says. Double-click one to open it."),
                                    PlainLabel::Role::Muted, bench);
    m_benchSummary->setObjectName(u"forgeBenchSummary"_s);
    m_benchSummary->setWordWrap(true);
    m_benchModel = new QStandardItemModel(this);
    m_benchTable = new inspection::FittedTable(tr("Wrong variants"), bench);
    m_benchTable->setObjectName(u"forgeBenchTable"_s);
    m_benchTable->setModel(m_benchModel);
    m_benchTable->hide();
    auto *layout = new QVBoxLayout(bench);
    layout->setContentsMargins(theme::spacing::large, theme::spacing::medium, theme::spacing::large,
                               theme::spacing::medium);
    layout->setSpacing(theme::spacing::small);
    layout->addWidget(new PlainLabel(tr("Bench"), PlainLabel::Role::Heading, bench));
    layout->addWidget(m_benchSummary);
    layout->addWidget(m_bench, 0, Qt::AlignLeft);
    layout->addWidget(m_benchTable);
    bench->setVisible(m_good.jws.has_value() && m_good.claims.has_value());
    connect(m_bench, &QPushButton::clicked, this, &ForgeDialog::runBench);
    connect(m_benchTable, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (index.isValid() && index.row() < m_variants.size()) {
            Q_EMIT tokenForged(m_variants.at(index.row()).token);
            accept();
        }
    });
    return bench;
}

void ForgeDialog::fillKeys()
{
    const QSignalBlocker quiet(m_key);
    const store::StoreSnapshot &tenant = m_parts.access.store.snapshot();
    const auto add = [this](const QString &words, KeyKind kind, const QString &id) {
        m_key->addItem(words, QVariantList{static_cast<int>(kind), id});
    };
    for (const domain::SigningKey &key : tenant.signingKeys) {
        if (key.state != domain::SigningKey::State::Revoked)
            add(tr("The tenant's key %1 (RS256)").arg(base::visibleText(key.id.text(), 60)), KeyKind::Tenant,
                key.id.text());
    }
    for (const domain::ResourceServer &api : tenant.resourceServers) {
        if (api.signingAlgorithm == domain::SigningAlgorithm::HS256)
            add(tr("The signing secret of %1 (HS256)").arg(base::visibleText(api.name, 60)), KeyKind::Api,
                api.id.text());
    }
    if (m_parts.privateKeys) {
        add(tr("A private key I paste"), KeyKind::PastedKey, {});
        add(tr("A secret I paste"), KeyKind::PastedSecret, {});
    }
}

base::Result<ForgeDialog::SignerPointer> ForgeDialog::pastedSigner(KeyKind kind) const
{
    const auto header = jose::parseStrictJson(m_header->toPlainText().toUtf8());
    const jose::JsonValue *alg = header ? header->member(u"alg") : nullptr;
    const auto algorithm = alg ? jose::parseAlgorithm(alg->string) : std::nullopt;
    QByteArray text = m_pasted->toPlainText().toUtf8();
    if (!algorithm || text.isEmpty())
        return base::failure(base::ErrorCode::Refused, base::ErrorStep::Forge, {}, u"no algorithm or no key"_s);
    const base::Secret secret{QByteArrayView(text)};
    base::wipe(text.data(), static_cast<std::size_t>(text.size()));
    const auto key = kind == KeyKind::PastedSecret
                         ? std::expected<jose::PrivateKey, jose::KeyError>(jose::PrivateKey::fromSecret(secret))
                         : m_parts.privateKeys->fromText(secret);
    if (!key)
        return base::failure(base::ErrorCode::Refused, base::ErrorStep::Forge, {}, text::keyErrorText(key.error()));
    return m_parts.privateKeys->signer(*algorithm, *key).transform([](std::unique_ptr<jose::Signer> &&made) {
        return SignerPointer(std::move(made));
    });
}

base::Result<ForgeDialog::SignerPointer> ForgeDialog::signer() const
{
    const QVariantList chosen = m_key->currentData().toList();
    const auto kind = static_cast<KeyKind>(chosen.value(0).toInt());
    const QString id = chosen.value(1).toString();
    const store::StoreSnapshot &tenant = m_parts.access.store.snapshot();
    if (kind == KeyKind::Tenant) {
        if (const domain::SigningKey *key = tenant.signingKey(domain::KeyId(id)))
            return m_parts.access.custody.signer(*key);
    } else if (kind == KeyKind::Api) {
        if (const domain::ResourceServer *api = tenant.resourceServer(domain::ResourceServerId(id)))
            return m_parts.access.custody.signer(*api);
    } else if (m_parts.privateKeys) {
        return pastedSigner(kind);
    }
    return base::failure(base::ErrorCode::NotFound, base::ErrorStep::Forge, id);
}

QByteArray ForgeDialog::publicPem() const
{
    const domain::SigningKey *key = m_parts.access.store.snapshot().signingKey(domain::KeyId(m_good.key.kid));
    if (!key)
        return {};
    const auto jwk = m_parts.codec.publicKeyFromDer(key->publicKey);
    return jwk ? m_parts.codec.toPem(*jwk) : QByteArray();
}

void ForgeDialog::check()
{
    const auto kind = static_cast<KeyKind>(m_key->currentData().toList().value(0).toInt());
    const bool pastes = kind == KeyKind::PastedKey || kind == KeyKind::PastedSecret;
    m_pasted->setVisible(pastes);
    m_pasted->setPlaceholderText(kind == KeyKind::PastedSecret ? tr("The secret, as text.")
                                                               : tr("A private key: JWK or PEM without a passphrase."));
    QString note;
    for (QPlainTextEdit *edit : {m_header, m_claims}) {
        const auto json = jose::parseStrictJson(edit->toPlainText().toUtf8());
        if (!json)
            note = tr("%1: %2").arg(edit->accessibleName(), text::jsonErrorText(json.error()));
        else if (!json->isObject())
            note = tr("%1: that is no JSON object.").arg(edit->accessibleName());
        if (!note.isEmpty())
            break;
    }
    m_message->setMessage(theme::Sign::Warning, note);
    setObstacle(pastes && m_pasted->document()->isEmpty() ? tr("Paste the key to sign with.") : QString());
    m_copy->setEnabled(acceptButton()->isEnabled());
}

std::optional<QByteArray> ForgeDialog::forged()
{
    const auto made = signer().and_then([this](const SignerPointer &key) {
        return jose::signCompact(m_header->toPlainText().toUtf8(), m_claims->toPlainText().toUtf8(), *key);
    });
    if (made)
        return *made;
    // What a key refused says more than that it did.
    const QString why = made.error().detail.isEmpty() ? text::errorText(made.error()).oneLine() : made.error().detail;
    m_message->setMessage(theme::Sign::Error, tr("The token could not be signed: %1").arg(base::visibleText(why, 300)));
    return {};
}

void ForgeDialog::runBench()
{
    const auto key = signer();
    m_variants = flow::makeTestVariants(m_good, key ? key->get() : nullptr, publicPem(), m_parts.access.clock.now());
    m_benchModel->clear();
    m_benchModel->setHorizontalHeaderLabels({tr("Variant"), tr("Expected"), tr("Result")});
    int wrong = 0;
    for (const flow::TestVariant &variant : std::as_const(m_variants)) {
        const inspector::TokenInspection got = m_parts.judge(variant.token);
        const bool met = variant.expected.isMetBy(got);
        wrong += met ? 0 : 1;
        auto *is = new QStandardItem(met ? tr("As expected: %1").arg(judgedWords(got))
                                         : tr("Not as expected: %1").arg(judgedWords(got)));
        is->setIcon(met ? theme::icon(u"check"_s, theme::Tone::Neutral) : theme::icon(u"error"_s, theme::Tone::Danger));
        m_benchModel->appendRow({new QStandardItem(testVariantWords(variant.kind)),
                                 new QStandardItem(expectedWords(variant.expected)), is});
    }
    m_benchSummary->setText(
        wrong == 0 ? tr("%n variants, each with the expected verdict.", nullptr, static_cast<int>(m_variants.size()))
                   : tr("%1 of %2 variants did not get the expected verdict: the token you came "
                        "with may not be a good one under this key.")
                         .arg(wrong)
                         .arg(m_variants.size()));
    m_benchTable->setVisible(!m_variants.isEmpty());
}

} // namespace gatehouse::ui::pages
