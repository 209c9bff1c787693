#include "ui/inspector/RotationPane.h"

#include "models/base/Text.h"
#include "models/scan/RotationRehearsal.h"
#include "ui/inspector/FittedViews.h"
#include "ui/presenters/BatchPresenter.h"
#include "ui/text/TimeText.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/PlainLabel.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDateEdit>
#include <QKeyEvent>
#include <QLocale>
#include <QSet>
#include <QStandardItemModel>
#include <QTimeZone>

#include <algorithm>

namespace gatehouse::ui::inspection {

using namespace Qt::StringLiterals;

namespace {

/// More lines than a person acts upon.
constexpr qsizetype mostLines = 60;

QString numberText(int number)
{
    return QLocale().toString(number);
}

} // namespace

RotationPane::RotationPane(QWidget *parent)
    : Card(tr("Rotation rehearsal"),
           tr("Choose a key and the day it goes: which of these tokens stop verifying, and whose are they?"), parent)
    , m_key(new QComboBox(this))
    , m_day(new QDateEdit(this))
    , m_summary(new widgets::PlainLabel({}, widgets::PlainLabel::Role::Body, this))
    , m_model(new QStandardItemModel(this))
    , m_table(new FittedTable(tr("Clients whose tokens stop verifying"), this))
{
    setObjectName(u"rotationPane"_s);
    m_key->setObjectName(u"rotationKey"_s);
    m_key->setAccessibleName(tr("Key that goes"));
    m_key->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_key->setMinimumContentsLength(24);
    m_day->setObjectName(u"rotationDay"_s);
    m_day->setAccessibleName(tr("Day on which the key goes"));
    m_day->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_day->setCalendarPopup(true);
    m_day->setTimeZone(QTimeZone::UTC);
    m_day->installEventFilter(this);
    m_summary->setObjectName(u"rotationSummary"_s);
    m_summary->setWordWrap(true);
    m_table->setObjectName(u"rotationTable"_s);
    m_table->setModel(m_model);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::spacing::small);
    row->addWidget(m_key);
    row->addWidget(new widgets::PlainLabel(tr("goes on"), widgets::PlainLabel::Role::Body, this));
    row->addWidget(m_day);
    row->addStretch();
    body()->addLayout(row);
    body()->addWidget(m_summary);
    body()->addWidget(m_table);
    connect(m_key, &QComboBox::currentIndexChanged, this, &RotationPane::rehearse);
    connect(m_day, &QDateEdit::dateChanged, this, &RotationPane::rehearse);
}

bool RotationPane::eventFilter(QObject *watched, QEvent *event)
{
    // A date field keeps Tab for its year, month and day, and the keyboard with it; the arrow keys move among them.
    if (watched == m_day && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Tab || key == Qt::Key_Backtab)
            return focusNextPrevChild(key == Qt::Key_Tab);
    }
    return Card::eventFilter(watched, event);
}

void RotationPane::setResult(std::shared_ptr<const scan::BatchResult> result, base::Instant today)
{
    m_result = std::move(result);
    QSet<QString> keys;
    if (m_result) {
        for (const scan::BatchRow &row : m_result->rows) {
            if (row.verdict == inspector::Verdict::Verified && !row.keyUsed.isEmpty())
                keys.insert(row.keyUsed);
        }
    }
    QStringList sorted = keys.values();
    sorted.sort();
    {
        const QSignalBlocker quietKey(m_key);
        const QSignalBlocker quietDay(m_day);
        m_key->clear();
        for (const QString &key : std::as_const(sorted))
            m_key->addItem(presenters::batchKeyText(key), key);
        m_day->setDate(QDateTime::fromSecsSinceEpoch(base::unixSeconds(today), QTimeZone::UTC).date());
    }
    rehearse();
}

bool RotationPane::hasKeys() const
{
    return m_key->count() > 0;
}

void RotationPane::rehearse()
{
    if (!m_result || m_key->count() == 0)
        return;
    const base::Instant goneAt(
        std::chrono::seconds(QDateTime(m_day->date(), QTime(0, 0), QTimeZone::UTC).toSecsSinceEpoch()));
    const scan::RotationRehearsal rehearsal =
        scan::rehearseRotation(m_result->rows, m_key->currentData().toString(), goneAt);
    m_summary->setText(
        rehearsal.stopping == 0
            ? tr("No token of this batch stops verifying: %1 will have expired, %2 have another key.")
                  .arg(numberText(rehearsal.expiredBefore), numberText(rehearsal.otherKeys))
            : tr("%Ln tokens stop verifying; %1 will have expired, %2 have another key.", nullptr, rehearsal.stopping)
                  .arg(numberText(rehearsal.expiredBefore), numberText(rehearsal.otherKeys)));
    m_model->clear();
    m_model->setHorizontalHeaderLabels({tr("Client"), tr("API"), tr("Tokens and when the last one expires")});
    const auto shown = rehearsal.affected.first(std::min(rehearsal.affected.size(), mostLines));
    for (const scan::RotationRehearsal::Affected &affected : shown) {
        const base::Instant last = base::datedInstant(affected.lastExpiry);
        const QString until = affected.neverExpires
                                  ? tr("%1, at least one without an expiry").arg(numberText(affected.tokens))
                                  : tr("%1, the last until %2").arg(numberText(affected.tokens), text::utcTime(last));
        const QString client =
            affected.client.isEmpty() ? tr("No client named") : base::visibleText(affected.client, 80);
        m_model->appendRow({new QStandardItem(client), new QStandardItem(base::visibleText(affected.api, 80)),
                            new QStandardItem(until)});
    }
    m_table->setVisible(m_model->rowCount() > 0);
}

} // namespace gatehouse::ui::inspection
