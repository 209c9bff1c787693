#include "app/window/Tour.h"

#include "models/jose/CompactJws.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTabBar>

#include <algorithm>

namespace gatehouse::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int tickMilliseconds = 40;
constexpr int patience = 15000 / tickMilliseconds;

const QString identifier = u"https://orders.example.com/"_s;

/// The text a widget shows, whatever it is.
QString textOf(const QWidget *widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        return label->text();
    if (const auto *edit = qobject_cast<const QPlainTextEdit *>(widget))
        return edit->toPlainText();
    return widget->property("text").toString();
}

} // namespace

Tour::Tour(ui::shell::MainWindow &window, store::ResourceServerStore &store, QString folder,
           std::function<void(settings::Theme)> setTheme)
    : QObject(&window)
    , m_window(window)
    , m_store(store)
    , m_folder(std::move(folder))
    , m_setTheme(std::move(setTheme))
    , m_hand(window)
{
    plan();
    m_timer.setInterval(tickMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &Tour::tick);
}

void Tour::start()
{
    if (!QDir().mkpath(m_folder)) {
        Q_EMIT finished(u"the folder %1 could not be made"_s.arg(m_folder));
        return;
    }
    m_setTheme(settings::Theme::Light);
    write(u"# The main job, as `gatehouse tour` did it"_s);
    m_timer.start();
}

const domain::ResourceServer *Tour::api() const
{
    return m_store.snapshot().resourceServerByIdentifier(identifier);
}

bool Tour::openTab(int index)
{
    auto *bar = qobject_cast<QTabBar *>(m_hand.find(u"apiTabBar"_s));
    return bar && m_hand.click(bar, bar->tabRect(index).center());
}

bool Tour::openSection(const QString &objectName)
{
    return m_hand.click(objectName);
}

bool Tour::selectRow(const QString &table, const QString &text)
{
    auto *view = qobject_cast<QAbstractItemView *>(m_hand.find(table));
    if (!view)
        return false;
    for (int row = 0; row < view->model()->rowCount(); ++row) {
        const QModelIndex index = view->model()->index(row, 0);
        if (index.data().toString().contains(text)) {
            view->scrollTo(index);
            return m_hand.click(view->viewport(), view->visualRect(index).center());
        }
    }
    return false;
}

bool Tour::reads(const QString &name, const QString &text) const
{
    const QWidget *widget = m_hand.find(name);
    if (!widget)
        return false;
    if (textOf(widget).contains(text))
        return true;
    const QList<QLabel *> labels = widget->findChildren<QLabel *>();
    return std::ranges::any_of(labels,
                               [&](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
}

QByteArray Tour::forgery() const
{
    // A wider scope written into a genuine token: the signature no longer fits.
    const auto *edit = qobject_cast<QPlainTextEdit *>(m_hand.find(u"tokenEdit"_s));
    if (!edit)
        return {};
    const QList<QByteArray> parts = edit->toPlainText().toLatin1().split('.');
    const auto claims = parts.size() == 3 ? jose::decodeBase64Url(parts[1]) : std::unexpected(jose::Base64UrlError{});
    if (!claims)
        return {};
    QByteArray forged = *claims;
    forged.replace("read:orders", "admin:orders");
    return parts[0] + '.' + jose::encodeBase64Url(forged) + '.' + parts[2];
}

QString Tour::issuer() const
{
    const auto *edit = m_window.findChild<QPlainTextEdit *>(u"tokenEdit"_s);
    const auto claims = edit ? jose::decodeBase64Url(edit->toPlainText().toLatin1().split('.').value(1))
                             : std::unexpected(jose::Base64UrlError{});
    const auto object = claims ? jose::parseStrictJson(*claims) : std::unexpected(jose::JsonError{});
    const jose::JsonValue *iss = object ? object->member(u"iss") : nullptr;
    return iss ? iss->string : QString();
}

void Tour::plan()
{
    m_steps = {
        {u"welcome"_s, u"A new tenant opens with the Management API and a sample."_s,
         [this] { return m_store.isLoaded() && m_store.snapshot().resourceServers.size() >= 2; },
         [this] { return m_hand.find(u"createApiButton"_s) != nullptr; }},
        {u"create-api"_s, u"Create API asks for a name, an identifier that is permanent, and the algorithm."_s,
         [this] {
             if (!m_hand.find(u"createApiDialog"_s)) {
                 m_hand.click(u"createApiButton"_s);
                 return false; // the keyboard follows once the dialog is the active window
             }
             return m_hand.fill(u"nameEdit"_s, u"Orders API"_s) && m_hand.fill(u"identifierEdit"_s, identifier);
         },
         [this] { return reads(u"createApiDialog"_s, identifier); }},
        {u"quick-start"_s, u"The new API opens on its Quick Start: the code that validates its tokens."_s,
         [this] { return m_hand.click(u"acceptButton"_s); },
         [this] { return api() && !m_hand.find(u"createApiDialog"_s) && reads(u"quickStartPage"_s, u"express"_s); }},
        {u"paste-scopes"_s, u"Scopes are typed, or pasted in bulk: a preview says what becomes of each line."_s,
         [this] {
             if (!m_hand.find(u"pasteScopesDialog"_s)) {
                 if (openTab(2))
                     m_hand.click(u"pasteScopesButton"_s);
                 return false;
             }
             if (!m_hand.click(u"pasteScopesEdit"_s))
                 return false;
             m_hand.insert(
                 u"read:orders\tRead orders\nwrite:orders, Create and change orders\nread:invoices Read invoices\n"
                 "read:orders\tRead orders\n\"two words\" not a scope\nopenid Sign in\n"_s);
             return true;
         },
         [this] { return m_hand.find(u"pastePreviewTable"_s) != nullptr; }},
        {u"scopes"_s, u"The scopes of the API."_s, [this] { return m_hand.click(u"addPastedScopesButton"_s); },
         [this] { return api() && api()->scopes.size() == 3 && !m_hand.find(u"pasteScopesDialog"_s); }},
        {u"clients-of-the-api"_s, u"A switch authorizes a client for the API; then it is granted scopes."_s,
         [this] {
             if (!openTab(3) || !selectRow(u"clientGrantTable"_s, u"Calendar Sync"_s))
                 return false;
             if (m_store.snapshot().grantsOf(api()->id).isEmpty())
                 m_hand.click(u"authorizedSwitch"_s);
             return m_hand.click(u"checkAllScopesButton"_s) && m_hand.click(u"saveGrantsButton"_s);
         },
         [this] {
             const QList<domain::ClientGrant> grants = m_store.snapshot().grantsOf(api()->id);
             return !grants.isEmpty() && grants.first().scopes.size() == 3 && m_store.isSettled();
         }},
        {u"settings"_s, u"Every setting of the API; what is fixed says why."_s, [this] { return openTab(1); },
         [this] { return m_hand.find(u"settingsPage"_s) != nullptr; }},
        {u"test-before"_s, u"The Test tab: a client, and one click."_s, [this] { return openTab(4); },
         [this] { return m_hand.find(u"runTest"_s) != nullptr && m_hand.find(u"runTest"_s)->isEnabled(); }},
        {u"test"_s, u"The token was requested over HTTP and verified."_s, [this] { return m_hand.click(u"runTest"_s); },
         [this] { return m_hand.find(u"openInInspector"_s) != nullptr && reads(u"testVerdict"_s, u"erified"_s); }},
        {u"inspector"_s, u"The same token in the inspector: verified, with which key and why that one."_s,
         [this] { return m_hand.click(u"openInInspector"_s); },
         [this] { return m_hand.find(u"inspectorPage"_s) != nullptr && reads(u"verdictBanner"_s, u"Verified"_s); }},
        {u"forgery"_s, u"One scope changed in it by hand: the signature is invalid, and the headline says so."_s,
         [this] {
             const QByteArray forged = forgery();
             if (forged.isEmpty() || !m_hand.click(u"tokenEdit"_s))
                 return false;
             m_hand.press(Qt::Key_A, Qt::ControlModifier);
             m_hand.insert(QString::fromLatin1(forged));
             return true;
         },
         [this] { return reads(u"verdictBanner"_s, u"Do not accept: invalid signature"_s); }},
        {u"issuers"_s,
         u"An issuer that is trusted besides the tenant, here the server itself: its keys, and since when."_s,
         [this] {
             if (!m_hand.find(u"addIssuerDialog"_s)) {
                 if (openSection(u"issuersSection"_s))
                     m_hand.click(u"addIssuer"_s);
                 return false;
             }
             return m_hand.fill(u"issuerName"_s, u"Orders staging"_s) && m_hand.fill(u"issuerIssuer"_s, issuer()) &&
                    m_hand.click(u"acceptButton"_s);
         },
         [this] { return !m_hand.find(u"addIssuerDialog"_s) && reads(u"issuerCard"_s, u"Orders staging"_s); }},
        {u"clients"_s, u"The clients of the tenant."_s, [this] { return openSection(u"clientsSection"_s); },
         [this] { return m_hand.find(u"clientsPage"_s) != nullptr; }},
        {u"activity"_s, u"Every change, who made it and from where."_s,
         [this] { return openSection(u"activitySection"_s); },
         [this] { return m_hand.find(u"activityPage"_s) != nullptr; }},
        {u"tenant-settings"_s, u"The tenant's settings."_s, [this] { return openSection(u"settingsSection"_s); },
         [this] { return m_hand.find(u"tenantSettingsPage"_s) != nullptr; }},
    };
}

void Tour::tick()
{
    if (m_at == m_steps.size()) {
        m_timer.stop();
        m_setTheme(settings::Theme::Light);
        QFile file(m_folder + u"/transcript.md"_s);
        if (!file.open(QIODevice::WriteOnly) || file.write((m_transcript.join(u'\n') + u'\n').toUtf8()) < 0) {
            fail(u"the transcript could not be written to %1"_s.arg(m_folder));
            return;
        }
        Q_EMIT finished({});
        return;
    }
    const Step &step = m_steps[m_at];
    if (++m_tries > patience) {
        fail(u"the step “%1” did not come about"_s.arg(step.name));
        return;
    }
    if (!m_acted) {
        m_acted = step.act();
        return;
    }
    if (!step.shows())
        return;
    capture(step);
    ++m_at;
    m_tries = 0;
    m_acted = false;
}

void Tour::fail(const QString &why)
{
    m_timer.stop();
    picture().save(m_folder + u"/failed.png"_s);
    Q_EMIT finished(why);
}

QImage Tour::picture() const
{
    QPixmap picture = m_window.grab();
    QPainter painter(&picture);
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *dialog : windows) {
        if (dialog == &m_window || !dialog->isVisible() || !dialog->isModal())
            continue;
        // As it is seen: the window behind a dialog steps back.
        painter.fillRect(m_window.rect(), QColor(0, 0, 0, 90));
        painter.drawPixmap(QPoint((m_window.width() - dialog->width()) / 2, (m_window.height() - dialog->height()) / 2),
                           dialog->grab());
    }
    painter.end();
    return picture.toImage();
}

void Tour::capture(const Step &step)
{
    ++m_pictures;
    for (const auto &[theme, word] :
         {std::pair(settings::Theme::Dark, u"dark"_s), std::pair(settings::Theme::Light, u"light"_s)}) {
        m_setTheme(theme);
        QApplication::sendPostedEvents();
        const QString name = u"%1-%2-%3.png"_s.arg(m_pictures, 2, 10, QLatin1Char('0')).arg(step.name, word);
        if (!picture().save(m_folder + u'/' + name))
            fail(u"%1 could not be written to %2"_s.arg(name, m_folder));
    }
    write(u"\n## %1. %2\n\n![%2](%1-%3-light.png)"_s.arg(QString::number(m_pictures).rightJustified(2, u'0'),
                                                         step.caption, step.name));
    if (step.name == u"test") {
        for (const QString &part : {u"testSteps"_s, u"outcomeTitle"_s, u"outcomeSentence"_s}) {
            const QWidget *widget = m_hand.find(part);
            if (const auto *view = qobject_cast<const QAbstractItemView *>(widget)) {
                for (int row = 0; row < view->model()->rowCount(); ++row) {
                    QStringList cells;
                    for (int column = 0; column < view->model()->columnCount(); ++column)
                        cells.append(view->model()->index(row, column).data().toString());
                    write(u"- "_s + cells.join(u"  "_s));
                }
            } else if (widget) {
                write(textOf(widget));
            }
        }
    }
}

void Tour::write(const QString &line)
{
    m_transcript.append(line);
}

} // namespace gatehouse::app
