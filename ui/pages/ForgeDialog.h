#pragma once

#include "models/flow/TestVariants.h"
#include "models/jose/KeyCodec.h"
#include "models/jose/PrivateKey.h"
#include "ui/dialogs/DialogFrame.h"
#include "ui/pages/TenantAccess.h"

#include <functional>

class QComboBox;
class QPlainTextEdit;
class QPushButton;
class QStandardItemModel;

namespace gatehouse::ui::inspection {
class FittedTable;
class PasteEdit;
} // namespace gatehouse::ui::inspection
namespace gatehouse::ui::widgets {
class FieldMessage;
class PlainLabel;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

/// Where a token is edited and signed again to test a verifier with, and where wrong variants of a good one are made.
/// It looks like nothing that judges: amber from edge to edge of its head, and no word of verification but in the
/// bench's two columns.
class ForgeDialog : public dialogs::DialogFrame
{
    Q_OBJECT

public:
    struct Parts
    {
        TenantAccess access;
        const jose::KeyCodec &codec;
        const jose::PrivateKeys *privateKeys = nullptr; ///< with none, no key can be pasted
        /// How the page judges, for the bench.
        std::function<inspector::TokenInspection(const QByteArray &token)> judge;
    };

    /// Starts from the token of `inspection`, or from an empty one.
    ForgeDialog(Parts parts, const inspector::TokenInspection &inspection, QWidget *parent);

    /// The token as it would be signed now; nothing when that is not possible.
    std::optional<QByteArray> forged();
    const QList<flow::TestVariant> &variants() const { return m_variants; }

Q_SIGNALS:
    /// The person wants to see this token in the inspector.
    void tokenForged(const QByteArray &token);

private:
    enum class KeyKind { Tenant, Api, PastedKey, PastedSecret };
    using SignerPointer = std::shared_ptr<const jose::Signer>;

    QWidget *makeWarning();
    QWidget *makeEditors(const inspector::TokenInspection &inspection);
    QWidget *makeKeys();
    QWidget *makeBench();
    void fillKeys();
    void check();
    void runBench();
    base::Result<SignerPointer> signer() const;
    base::Result<SignerPointer> pastedSigner(KeyKind kind) const;
    QByteArray publicPem() const;

    Parts m_parts;
    inspector::TokenInspection m_good;
    QList<flow::TestVariant> m_variants;
    QPlainTextEdit *m_header = nullptr;
    QPlainTextEdit *m_claims = nullptr;
    QComboBox *m_key = nullptr;
    inspection::PasteEdit *m_pasted = nullptr;
    widgets::FieldMessage *m_message = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_bench = nullptr;
    widgets::PlainLabel *m_benchSummary = nullptr;
    QStandardItemModel *m_benchModel = nullptr;
    inspection::FittedTable *m_benchTable = nullptr;
};

} // namespace gatehouse::ui::pages
