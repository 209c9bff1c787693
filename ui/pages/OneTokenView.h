#pragma once

#include "models/inspector/InspectionSession.h"
#include "models/jose/KeyCodec.h"
#include "models/shelf/RecentTokens.h"

#include <QWidget>

class QBoxLayout;

namespace gatehouse::http {
class HttpClient;
}
namespace gatehouse::ui::widgets {
class EmptyState;
class PlainLabel;
} // namespace gatehouse::ui::widgets
namespace gatehouse::ui::inspection {
class ExpectationsPane;
class FindingsPane;
class FormPane;
class MembersPane;
class ScopesPane;
class ShelfPane;
class SignaturePane;
class TimePane;
class TokenCard;
class VerdictBanner;
} // namespace gatehouse::ui::inspection

namespace gatehouse::ui::pages {

/// One token with everything about it: the field it is pasted into, what it is inspected with, the verdicts, and what
/// is in it. Shows what a session says, and decides nothing.
class OneTokenView : public QWidget
{
    Q_OBJECT

public:
    /// Absent ones are not offered. All of it outlives the view.
    struct Parts
    {
        const jose::KeyCodec &codec;
        http::HttpClient *http = nullptr;
        const jose::Certificates *certificates = nullptr;
        shelf::RecentTokens *recent = nullptr;
    };
    explicit OneTokenView(const Parts &parts, QWidget *parent = nullptr);

    inspection::TokenCard &card() const { return *m_card; }
    /// Adds what the panes say: time, leeway, profile, scopes, and what a token does not say.
    void addTo(inspector::InspectionSetup &setup) const;
    /// What was chosen for one token says nothing about the next.
    void forgetChoices();
    void show(const inspector::InspectionSession &session, const store::StoreSnapshot &tenant, base::Instant systemNow);
    /// Shows the times anew; cheap.
    void setNow(const inspector::InspectionSession &session, base::Instant systemNow);
    /// Offers to inspect as many tokens as the text holds, if they are several.
    void offerMany(qsizetype tokens);
    /// Side by side, or from top to bottom where this width is too little for what is in them.
    void fitColumns(int width);

    /// The page of help about the finding that has the keyboard; empty where none has.
    QString helpId() const;

Q_SIGNALS:
    void helpRequested(const QString &id);
    /// Something else is to be inspected with.
    void setupChanged();
    /// A token inside this one, or one that was kept.
    void tokenChosen(const QByteArray &token);
    void shelfTokenChosen(const QByteArray &token);
    void manyRequested();
    void forgeRequested();

private:
    void makeOffer();
    QWidget *makeColumns(const jose::Certificates *certificates);
    QLayout *makeReport(QWidget *columns);

    inspection::TokenCard *m_card;
    QWidget *m_offer = nullptr;
    widgets::PlainLabel *m_offerText = nullptr;
    widgets::EmptyState *m_empty = nullptr;
    inspection::VerdictBanner *m_banner = nullptr;
    inspection::TimePane *m_time = nullptr;
    inspection::ExpectationsPane *m_expectations = nullptr;
    inspection::FormPane *m_form = nullptr;
    inspection::FindingsPane *m_findings = nullptr;
    inspection::MembersPane *m_header = nullptr;
    inspection::MembersPane *m_claims = nullptr;
    inspection::SignaturePane *m_signature = nullptr;
    inspection::ScopesPane *m_scopes = nullptr;
    inspection::ShelfPane *m_shelf = nullptr;
    QBoxLayout *m_report = nullptr;
    QBoxLayout *m_columns = nullptr;
};

} // namespace gatehouse::ui::pages
