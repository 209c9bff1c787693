#include "ui/pages/WaterfallCard.h"

#include "models/base/Text.h"
#include "models/flow/ExchangeExport.h"
#include "ui/inspector/FittedViews.h"
#include "ui/presenters/ExchangePresenter.h"
#include "ui/text/ExchangeText.h"
#include "ui/text/FlowText.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/SeverityStyle.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/ClipboardGuard.h"
#include "ui/widgets/CopyButton.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/FileExport.h"
#include "ui/widgets/PlainLabel.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QPushButton>
#include <QStandardItemModel>

namespace gatehouse::ui::pages {

using namespace theme::spacing;
using namespace Qt::StringLiterals;
using widgets::PlainLabel;

WaterfallCard::WaterfallCard(QWidget *parent)
    : Card(tr("Exchanges"), {}, parent)
    , m_model(new items::ExchangeModel(this))
    , m_presenter(new presenters::ExchangePresenter(*m_model, this))
    , m_list(new inspection::FittedList(tr("Exchanges of the run, over time"), this))
    , m_detail(new QWidget(this))
    , m_sentence(new PlainLabel({}, PlainLabel::Role::Body, m_detail))
    , m_line(new PlainLabel({}, PlainLabel::Role::Mono, m_detail))
    , m_checks(new QStandardItemModel(this))
    , m_checkList(new inspection::FittedList(tr("What was checked"), this))
    , m_parameters(new QStandardItemModel(this))
    , m_table(new inspection::FittedTable(tr("Parameters of the request"), m_detail))
    , m_curl(new widgets::CopyButton(
          tr("the request as cURL, without secrets"), [this] { return curl(false); }, m_detail))
    , m_wholeCurl(new widgets::CopyButton(tr("the request as cURL, with secrets"), {}, m_detail))
    , m_export(new QPushButton(theme::icon(u"save"_s), tr("Export HAR"), this))
    , m_message(new widgets::FieldMessage(this))
    , m_file(new widgets::FileExport(*this))
{
    setObjectName(u"waterfallCard"_s);
    m_list->setObjectName(u"testExchanges"_s);
    m_list->setItemDelegate(new presenters::WaterfallDelegate(m_list));
    m_list->setModel(m_presenter);
    m_sentence->setObjectName(u"exchangeSentence"_s);
    m_sentence->setWordWrap(true);
    m_line->setWordWrap(true);
    m_line->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_table->setObjectName(u"exchangeParameters"_s);
    m_table->setModel(m_parameters);
    m_curl->setObjectName(u"exchangeCurl"_s);
    m_curl->setWord(tr("Copy as cURL"));
    m_wholeCurl->setObjectName(u"exchangeWholeCurl"_s);
    m_wholeCurl->setWord(tr("With secrets"));
    m_wholeCurl->setHandler([this] {
        // Copied like any other secret: it leaves the clipboard after a while.
        QByteArray bytes = curl(true).toUtf8();
        widgets::copySecret(base::Secret(QByteArrayView(bytes)));
        base::wipe(bytes.data(), static_cast<std::size_t>(bytes.size()));
        m_wholeCurl->acknowledge();
    });
    auto *copies = new QHBoxLayout;
    copies->setSpacing(small);
    copies->addWidget(m_curl);
    copies->addWidget(m_wholeCurl);
    copies->addStretch(1);
    m_export->setObjectName(u"exchangeExport"_s);
    m_export->setAccessibleName(tr("Export all exchanges as HAR, without secrets"));
    m_message->setObjectName(u"exchangeMessage"_s);
    addAction(m_export);
    m_checkList->setObjectName(u"testChecks"_s);
    m_checkList->setSelectionMode(QAbstractItemView::NoSelection);
    m_checkList->setModel(m_checks);
    body()->addWidget(m_list);
    auto *detail = new QVBoxLayout(m_detail);
    detail->setContentsMargins(0, small, 0, 0);
    detail->setSpacing(small);
    detail->addWidget(m_sentence);
    detail->addWidget(m_line);
    detail->addWidget(m_table);
    detail->addLayout(copies);
    body()->addWidget(m_detail);
    body()->addWidget(m_checkList);
    body()->addWidget(m_message);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &WaterfallCard::showSelected);
    connect(m_export, &QPushButton::clicked, this, &WaterfallCard::exportAll);
    connect(m_file, &widgets::FileExport::saved, this, [this](const QString &path) {
        m_message->setMessage(theme::Sign::Done,
                              tr("Exported to %1, without secrets.").arg(base::visibleText(path, 160)));
    });
    connect(m_file, &widgets::FileExport::failed, this,
            [this](const QString &problem) { m_message->setMessage(theme::Sign::Error, problem); });
    setExchanges({}, {});
}

void WaterfallCard::setExchanges(const QList<flow::Exchange> &exchanges, base::Instant began)
{
    m_began = began;
    const bool isOther = exchanges.size() < m_model->exchanges().size() || exchanges.isEmpty();
    m_model->setExchanges(exchanges);
    setVisible(!exchanges.isEmpty());
    const bool isRunning = !exchanges.isEmpty() && exchanges.constLast().state == flow::Exchange::State::Running;
    m_export->setEnabled(!exchanges.isEmpty() && !isRunning);
    if (isOther) {
        m_message->setMessage(theme::Sign::Done, {});
        setChecks({});
    }
    showSelected();
}

void WaterfallCard::setChecks(const QList<flow::FlowCheck> &checks)
{
    m_checks->clear();
    for (const flow::FlowCheck &check : checks) {
        const theme::Sign sign = check.isGood ? theme::Sign::Verified : theme::Sign::NotVerified;
        m_checks->appendRow(new QStandardItem(theme::SeverityStyle::of(sign).icon(), text::checkSentence(check)));
    }
    m_checkList->setVisible(!checks.isEmpty());
}

void WaterfallCard::showSelected()
{
    const int row = m_list->currentIndex().row();
    const bool isShown = row >= 0 && row < m_model->exchanges().size();
    m_detail->setVisible(isShown);
    if (!isShown)
        return;
    const flow::Exchange &exchange = m_model->exchanges().at(row);
    m_sentence->setText(text::exchangeSentence(exchange.kind));
    http::HttpRequest bare;
    bare.url = exchange.sent.url.adjusted(QUrl::RemoveQuery);
    m_line->setText(QString::fromLatin1(exchange.sent.method) + u' ' +
                    base::visibleText(bare.url.toString(QUrl::FullyEncoded), 400));
    m_parameters->clear();
    m_parameters->setHorizontalHeaderLabels({tr("Parameter"), tr("Value"), tr("What it is for")});
    const QList<flow::ExchangeParameter> parameters = flow::parametersOf(exchange.sent);
    for (const flow::ExchangeParameter &parameter : parameters) {
        const QString value =
            parameter.isSecret ? tr("Not shown: it is a secret") : base::visibleText(parameter.value, 400);
        m_parameters->appendRow({new QStandardItem(base::visibleText(parameter.name, 80)), new QStandardItem(value),
                                 new QStandardItem(text::parameterSentence(parameter.name))});
    }
    m_table->setVisible(!parameters.isEmpty());
}

QString WaterfallCard::curl(bool withSecrets) const
{
    const int row = m_list->currentIndex().row();
    const bool isShown = row >= 0 && row < m_model->exchanges().size();
    return isShown ? flow::curlCommand(m_model->exchanges().at(row).sent, withSecrets) : QString();
}

void WaterfallCard::exportAll()
{
    const QByteArray har = flow::redactedHar(m_model->exchanges(), m_began, QCoreApplication::applicationVersion());
    m_file->ask(tr("Export without secrets"), tr("login.har"),
                [har](QIODevice &file) { return file.write(har) == har.size(); });
}

} // namespace gatehouse::ui::pages
