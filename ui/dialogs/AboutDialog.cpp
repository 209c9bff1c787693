#include "ui/dialogs/AboutDialog.h"

#include "ui/theme/Spacing.h"
#include "ui/widgets/EditableTableView.h"
#include "ui/widgets/PlainLabel.h"

#include <QCoreApplication>
#include <QFile>
#include <QHeaderView>
#include <QPushButton>
#include <QScreen>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace gatehouse::ui::dialogs {

namespace spacing = theme::spacing;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

QList<ThirdParty> thirdParties()
{
    QList<ThirdParty> all;
    QFile file(u":/licenses/third-party.tsv"_s);
    if (!file.open(QIODevice::ReadOnly))
        return all;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const QStringList cells = QString::fromUtf8(line).split(u'\t');
        all.append({.name = cells.value(0), .license = cells.value(3), .address = cells.value(4)});
    }
    return all;
}

AboutDialog::AboutDialog(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"aboutDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("About Gatehouse"));
    auto *title =
        new PlainLabel(tr("Gatehouse %1").arg(QCoreApplication::applicationVersion()), PlainLabel::Role::Title, this);
    title->setObjectName(u"aboutVersion"_s);
    auto *about = new PlainLabel(
        tr("APIs, scopes, client grants and tokens of one OAuth 2.0 tenant, on your own machine. Apache License 2.0."),
        PlainLabel::Role::Body, this);
    about->setWordWrap(true);
    auto *heading = new PlainLabel(tr("Built with"), PlainLabel::Role::Heading, this);

    auto *model = new QStandardItemModel(this);
    model->setHorizontalHeaderLabels({tr("Library"), tr("License"), tr("Home page")});
    const QList<ThirdParty> all = thirdParties();
    for (const ThirdParty &each : all) {
        model->appendRow(
            {new QStandardItem(each.name), new QStandardItem(each.license), new QStandardItem(each.address)});
    }
    auto *table = new widgets::EditableTableView(tr("Libraries that Gatehouse is built with"), this);
    table->setObjectName(u"aboutLibraries"_s);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setModel(model);
    table->setSortingEnabled(false);
    heading->setBuddy(table);
    table->resizeColumnsToContents();
    table->setStretchColumn(2);
    table->setMinimumHeight(table->verticalHeader()->defaultSectionSize() * 5);

    auto *close = new QPushButton(tr("Close"), this);
    close->setObjectName(u"closeButton"_s);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::wide, spacing::wide, spacing::wide, spacing::wide);
    layout->setSpacing(spacing::medium);
    layout->addWidget(title);
    layout->addWidget(about);
    layout->addWidget(heading);
    layout->addWidget(table, 1);
    layout->addWidget(close, 0, Qt::AlignRight);
    const int character = fontMetrics().averageCharWidth();
    resize(QSize(character * 110, fontMetrics().height() * 30).boundedTo(screen()->availableSize() * 9 / 10));
    close->setFocus();
}

} // namespace gatehouse::ui::dialogs
