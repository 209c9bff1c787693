#include "ui/pages/QuickStartPage.h"

#include "models/base/Text.h"
#include "ui/text/ApiText.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/ContentColumn.h"
#include "ui/widgets/CopyButton.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/LockedField.h"
#include "ui/widgets/MonospaceView.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/RowMenu.h"
#include "ui/widgets/ScrollColumn.h"

#include <QBoxLayout>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QListView>

namespace gatehouse::ui::pages {

namespace {

using namespace theme::spacing;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

PlainLabel *wrapped(const QString &text, PlainLabel::Role role, const char *name, QWidget *parent)
{
    auto *label = new PlainLabel(text, role, parent);
    label->setObjectName(QLatin1StringView(name));
    label->setWordWrap(true);
    return label;
}

widgets::MonospaceView *code(const QString &accessibleName, const char *name, QWidget *parent)
{
    auto *view = new widgets::MonospaceView(accessibleName, parent);
    view->setObjectName(QLatin1StringView(name));
    view->copyButton()->setObjectName(QLatin1StringView(name) + u"Copy"_s);
    view->setVisibleLines(200);
    return view;
}

/// How the program is started and called: open to any valid token, and where the scope is needed.
QString callsOf(const quickstart::Stack &stack, bool hasScope)
{
    QStringList lines{stack.start};
    const auto call = [&lines](const QString &path, bool withToken) {
        lines.append(u"curl -i http://localhost:3000%1"_s.arg(path) +
                     (withToken ? u" --header 'authorization: Bearer ACCESS_TOKEN'"_s : QString()));
    };
    if (!stack.open.isEmpty()) {
        call(stack.open, false);
        call(stack.open, true);
    }
    if (hasScope && stack.guarded != stack.open)
        call(stack.guarded, true);
    return lines.join(u'\n');
}

} // namespace

QuickStartPage::QuickStartPage(TenantAccess access, ServerControl &server, QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_server(server)
    , m_stack(settings::ApiPreferences::load(access.settings).stack)
    , m_stacks(new items::SnippetListModel(this))
    , m_list(new QListView(this))
{
    setObjectName(u"quickStartPage"_s);
    if (m_stacks->rowOf(m_stack) < 0)
        m_stack = m_stacks->stackAt(0).id;
    m_list->setObjectName(u"stackList"_s);
    m_list->setAccessibleName(tr("Stacks"));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setProperty("surface", u"pane"_s);
    m_list->setModel(m_stacks);
    new widgets::RowMenu(*m_list);
    m_list->setCurrentIndex(m_stacks->index(m_stacks->rowOf(m_stack)));
    m_list->setFixedWidth(m_list->sizeHintForColumn(0) + 2 * wide);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *scroll = new widgets::ScrollColumn(0, this);
    scroll->setObjectName(u"quickStartScroll"_s);
    scroll->column()->addWidget(makeValues());
    scroll->column()->addWidget(makeSteps());
    scroll->column()->addStretch(1);
    scroll->setMargins({wide, large, medium, wide});
    auto *list = new QVBoxLayout;
    list->setContentsMargins(0, large, 0, large);
    list->addWidget(m_list);
    auto *panes = new QHBoxLayout;
    panes->setSpacing(0);
    panes->addLayout(list);
    panes->addWidget(scroll, 1);
    widgets::ContentColumn::in(*this, {wide, 0, medium, 0})->addLayout(panes);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) { chooseStack(current.row()); });
    connect(&m_access.store, &store::ResourceServerStore::changed, this, &QuickStartPage::showStack);
    connect(&m_access.store, &store::ResourceServerStore::loaded, this, &QuickStartPage::showStack);
    connect(&m_server, &ServerControl::changed, this, &QuickStartPage::showStack);
}

QWidget *QuickStartPage::makeValues()
{
    auto *card = new widgets::Card(tr("What your API checks"), {}, this);
    card->setObjectName(u"quickStartValues"_s);
    m_intro = wrapped({}, PlainLabel::Role::Body, "quickStartIntro", card);
    m_audience = new widgets::LockedField(tr("audience"), {}, card);
    m_issuer = new widgets::LockedField(tr("issuer"), {}, card);
    m_algorithm = new widgets::LockedField(tr("algorithm"), {}, card);
    m_audience->setObjectName(u"quickStartAudience"_s);
    m_issuer->setObjectName(u"quickStartIssuer"_s);
    m_algorithm->setObjectName(u"quickStartAlgorithm"_s);
    m_audience->edit()->setAccessibleName(tr("Audience"));
    m_issuer->edit()->setAccessibleName(tr("Issuer"));
    m_algorithm->edit()->setAccessibleName(tr("Algorithm"));
    // The audience has a line of its own: it is what differs from API to API, and often long.
    auto *row = new QHBoxLayout;
    row->setSpacing(medium);
    row->addWidget(new widgets::LabelledField(tr("Issuer"), m_issuer, {}, card), 3);
    row->addWidget(new widgets::LabelledField(tr("Algorithm"), m_algorithm, {}, card), 2);
    card->body()->addWidget(m_intro);
    m_noCode = wrapped({}, PlainLabel::Role::Body, "quickStartNoCode", card);
    card->body()->addWidget(m_noCode);
    card->body()->addWidget(new widgets::LabelledField(tr("Audience"), m_audience, {}, card));
    card->body()->addLayout(row);
    return card;
}

QWidget *QuickStartPage::makeSteps()
{
    auto *card = new widgets::Card({}, {}, this);
    card->setObjectName(u"quickStartSteps"_s);
    m_steps = card;
    QVBoxLayout *body = card->body();
    const auto heading = [card, body](const QString &text) {
        body->addWidget(new PlainLabel(text, PlainLabel::Role::Heading, card));
    };
    heading(tr("1. Install the library"));
    m_library = wrapped({}, PlainLabel::Role::Muted, "quickStartLibrary", card);
    m_dependencyFile = wrapped({}, PlainLabel::Role::Muted, "quickStartDependencyFile", card);
    m_dependencies = code(tr("Dependencies"), "quickStartDependencies", card);
    m_install = code(tr("Install command"), "quickStartInstall", card);
    body->addWidget(m_library);
    body->addWidget(m_dependencyFile);
    body->addWidget(m_dependencies);
    body->addWidget(m_install);
    body->addSpacing(medium);

    heading(tr("2. Configure it and protect your routes"));
    m_fileName = wrapped({}, PlainLabel::Role::Muted, "quickStartFile", card);
    m_secretHint = wrapped({}, PlainLabel::Role::Body, "quickStartSecretHint", card);
    m_code = code(tr("Code that validates tokens"), "quickStartCode", card);
    body->addWidget(m_fileName);
    body->addWidget(m_secretHint);
    body->addWidget(m_code);
    body->addSpacing(medium);

    heading(tr("3. Call it"));
    m_callHint = wrapped({}, PlainLabel::Role::Muted, "quickStartCallHint", card);
    body->addWidget(m_callHint);
    m_call = code(tr("Calls to try"), "quickStartCall", card);
    body->addWidget(m_call);
    return card;
}

void QuickStartPage::setApi(const domain::ResourceServerId &api)
{
    m_api = api;
    showStack();
}

void QuickStartPage::chooseStack(int row)
{
    if (row < 0)
        return;
    m_stack = m_stacks->stackAt(row).id;
    settings::ApiPreferences preferences = settings::ApiPreferences::load(m_access.settings);
    preferences.stack = m_stack;
    preferences.save(m_access.settings);
    showStack();
}

void QuickStartPage::showStack()
{
    const domain::ResourceServer *api = m_access.store.snapshot().resourceServer(m_api);
    if (!api)
        return;
    const quickstart::Stack &stack = m_stacks->stackAt(m_stacks->rowOf(m_stack));
    const bool secret = api->signingAlgorithm == domain::SigningAlgorithm::HS256;
    const QString issuer = m_server.issuer().toString();
    Shown wanted{.api = *api, .issuer = issuer, .stack = m_stack};
    if (m_shown == wanted)
        return;
    m_shown = std::move(wanted);
    m_intro->setText(text::verificationSentence(*api));
    m_audience->setValue(api->identifier);
    m_issuer->setValue(issuer);
    m_algorithm->setValue(base::visibleText(api->algorithmName(), 60));
    const bool hasCode = domain::isServedHere(api->signingAlgorithm);
    m_noCode->setVisible(!hasCode);
    m_noCode->setText(hasCode ? QString() : text::noSnippetSentence(*api));
    m_steps->setVisible(hasCode);
    m_list->setVisible(hasCode);
    const QString uses = stack.isRunByTests ? tr("%1 uses %2. Gatehouse's tests run this code as it is shown.")
                                            : tr("%1 uses %2. Gatehouse's tests do not run this code.");
    m_library->setText(uses.arg(stack.title, stack.package));
    const QString dependencies = quickstart::dependenciesOf(stack.id);
    m_dependencyFile->setText(tr("Put this into %1, then install it:").arg(stack.dependencyFile));
    m_dependencyFile->setVisible(!dependencies.isEmpty());
    m_dependencies->setVisible(!dependencies.isEmpty());
    m_dependencies->setContent(dependencies, {});
    m_install->setContent(stack.install, u"Bash"_s);
    m_fileName->setText(stack.fileName.isEmpty() ? QString() : tr("Usually in %1.").arg(stack.fileName));
    m_fileName->setVisible(!stack.fileName.isEmpty());
    m_secretHint->setVisible(secret);
    m_secretHint->setText(
        tr("The code reads this API's signing secret from the environment. Copy it from Settings, Signing "
           "Secret, and never put it into the code."));
    m_code->setContent(
        quickstart::renderSnippet(m_stack, {.audience = api->identifier,
                                            .issuer = issuer,
                                            .algorithm = api->signingAlgorithm,
                                            .scope = api->scopes.isEmpty() ? QString() : api->scopes.first().value}),
        stack.language);
    m_callHint->setText(
        stack.open.isEmpty()
            ? tr("Prints whom a valid token is for, or why it is refused. The Test tab gives you a token.")
        : api->scopes.isEmpty()
            ? tr("Without a token the answer is 401. The Test tab gives you a token to put into the calls.")
            : tr("Without a token the answer is 401; with a token that lacks the scope it is 403. The "
                 "Test tab gives you a token to put into the calls."));
    m_call->setContent(callsOf(stack, !api->scopes.isEmpty()), u"Bash"_s);
}

} // namespace gatehouse::ui::pages
