#pragma once

#include "ui/text/FormParts.h"
#include "ui/widgets/Card.h"

class QPushButton;
class QStandardItemModel;

namespace gatehouse::ui::widgets {
class PlainLabel;
}

namespace gatehouse::ui::inspection {

class FittedTable;

/// What only some tokens have: a verdict for each signature of a JWS in JSON serialization, the disclosures of an
/// SD-JWT, the header of an encrypted token, and a token inside the token, one click away. Hidden for all others.
class FormPane : public widgets::Card
{
    Q_OBJECT

public:
    explicit FormPane(QWidget *parent = nullptr);

    /// Whether there is anything to show.
    bool setInspection(const inspector::TokenInspection &inspection);

Q_SIGNALS:
    /// The token inside is to be looked at.
    void nestedChosen(const QByteArray &token);

private:
    /// `signatures` are those the first rows are of.
    void showParts(const text::FormParts &parts, const QList<inspector::SignatureVerdict> &signatures);
    void addRow(const QString &first, const QString &second, const QString &third, const QIcon &icon = {});

    QByteArray m_nestedToken;
    widgets::PlainLabel *m_about;
    QStandardItemModel *m_model;
    FittedTable *m_table;
    QPushButton *m_nested;
};

} // namespace gatehouse::ui::inspection
