#include "ui/text/IssuerText.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace gatehouse::ui::text {

using namespace Qt::StringLiterals;

namespace {

class IssuerErrorWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::IssuerErrorText)
};

/// Sentences for one code of IssuerUnfit; %1 is the subject.
struct Unfit
{
    QLatin1StringView code;
    const char *what;
    const char *why;
    const char *action;
};

constexpr const char *context = "gatehouse::ui::text::IssuerErrorText";

constexpr std::array unfit{
    Unfit{"name"_L1, QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "“%1” is not a name for an issuer."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText",
                            "A name is one line of at most 60 characters, without spaces at its ends."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "Choose another name.")},
    Unfit{
        "name-taken"_L1, QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "There already is an issuer “%1”."),
        QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "Each issuer has a name of its own."),
        QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "Choose another name, or remove that issuer first.")},
    Unfit{"issuer"_L1, QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "“%1” cannot be an issuer."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText",
                            "An issuer is what tokens have in iss, usually an https address, without spaces."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText",
                            "Copy it exactly, from a token or from the issuer's configuration.")},
    Unfit{"issuer-taken"_L1, QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "“%1” is trusted already."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "An issuer is in the list once."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "Refresh it, or remove it first.")},
    Unfit{"template"_L1,
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "“%1” has more than one {tenantid}."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "One part of an issuer can be left open."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "Leave one {tenantid} in it.")},
    Unfit{"tenants-needed"_L1,
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "“%1” stands for every tenant of its provider."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText",
                            "Anybody can have a tenant there, and its tokens would be trusted too."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "List the tenants whose tokens you rely on.")},
    Unfit{"tenants-unneeded"_L1,
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText",
                            "“%1” has no {tenantid} to put a tenant in place of."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText",
                            "Tenants are listed for an issuer that leaves the tenant open."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText",
                            "Remove the tenants, or write {tenantid} where the tenant stands.")},
    Unfit{"tenants"_L1, QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "A tenant of “%1” is not one."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText",
                            "A tenant is one word without slashes, and there are at most 100."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "Check the list of tenants.")},
    Unfit{"audiences"_L1, QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "An audience of “%1” is not one."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText",
                            "An audience is one line, and there are at most 100."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "Check the list of audiences.")},
    Unfit{"algorithms"_L1,
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "“%1” cannot be trusted with that algorithm."),
          QT_TRANSLATE_NOOP(
              "gatehouse::ui::text::IssuerErrorText",
              "With a shared secret everybody who verifies could sign as well. Only algorithms with public keys are "
              "used."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "Name algorithms such as RS256, PS256 or ES256.")},
    Unfit{"interval"_L1,
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText",
                            "The keys of “%1” cannot be fetched at that interval."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText",
                            "It is a number of hours from 1 to 720, for keys that are fetched."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "Choose another interval.")},
    Unfit{"address"_L1, QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "Keys are not fetched from “%1”."),
          QT_TRANSLATE_NOOP(
              "gatehouse::ui::text::IssuerErrorText",
              "Keys are fetched over https, and over http from this machine alone; the address has no user name, query "
              "or password."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "Give the https address, or the keys in a file.")},
    Unfit{"address-unknown"_L1,
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText",
                            "Gatehouse does not know where “%1” publishes its keys."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText",
                            "The issuer is no https address, or it stands for several tenants."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText",
                            "Give the address of its configuration or of its key set, or the keys in a file.")},
    Unfit{
        "too-many"_L1,
        QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "“%1” was not added: there are 200 issuers already."),
        QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "That is all there can be."),
        QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "Remove an issuer that you no longer rely on.")},
    Unfit{"unknown"_L1, QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "There is no issuer “%1”."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "Names must match exactly."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "List the issuers and choose one of them.")},
    Unfit{"not-fetched"_L1,
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "The keys of “%1” were given in a file."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "There is no address to fetch them from."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText",
                            "Remove the issuer and add it again with the new file.")},
    Unfit{"nothing-waits"_L1,
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "No keys of “%1” wait to be accepted."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText",
                            "They were accepted before, or the issuer publishes the former ones again."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "Look at its keys.")},
    Unfit{
        "no-keys"_L1,
        QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "“%1” publishes no key that verifies signatures."),
        QT_TRANSLATE_NOOP(
            "gatehouse::ui::text::IssuerErrorText",
            "The set is empty, or its keys are secrets, for encryption, too weak or of an unknown kind. What was known "
            "stays as it is."),
        QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "Check the address, and try again later.")},
    Unfit{
        "key-set"_L1,
        QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "What was received for “%1” is no key set."),
        QT_TRANSLATE_NOOP(
            "gatehouse::ui::text::IssuerErrorText",
            "A key set is JSON with keys; a file may hold a key or a certificate in PEM, too. What was known stays as "
            "it is."),
        QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "Check the address or the file.")},
    Unfit{"configuration"_L1,
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText",
                            "What was received for “%1” is no configuration of an issuer."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "It is JSON with an issuer. No keys were fetched."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "Check the address, or give that of the key set.")},
    Unfit{
        "other-issuer"_L1,
        QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "The configuration is that of another issuer, “%1”."),
        QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText",
                          "Its keys would prove nothing about the one you trust. No keys were fetched."),
        QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText",
                          "Compare the two character by character, including a slash at the end.")},
    Unfit{"no-key-set"_L1,
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "The configuration of “%1” names no key set."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText", "No keys were fetched."),
          QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerErrorText",
                            "Give the address of the key set, or the keys in a file.")},
};

QString said(const char *text, const QString &subject)
{
    return QCoreApplication::translate(context, text).replace("%1"_L1, subject);
}

ErrorText unfitText(const QString &code, const QString &subject)
{
    const auto *found = std::ranges::find(unfit, code, &Unfit::code);
    if (found == unfit.end())
        return {IssuerErrorWords::tr("“%1” cannot be a trusted issuer.").arg(subject),
                IssuerErrorWords::tr("Something that was given does not fit."),
                IssuerErrorWords::tr("Check what you have given.")};
    return {said(found->what, subject), said(found->why, subject), said(found->action, subject)};
}

} // namespace

bool isIssuerError(const base::Error &error)
{
    using enum base::ErrorCode;
    if (error.code == IssuerUnfit)
        return true;
    if (error.step != base::ErrorStep::ReadIssuers && error.step != base::ErrorStep::WriteIssuers)
        return false;
    switch (error.code) {
    case StoreAltered:
    case StoreMissing:
    case StoreRolledBack:
    case StoreBusy:
    case KeyMissing:
    case FileUnfit:
        return true;
    default:
        return false;
    }
}

ErrorText issuerErrorText(const base::Error &error, const QString &subject)
{
    using enum base::ErrorCode;
    switch (error.code) {
    case StoreAltered:
        return {
            IssuerErrorWords::tr("The file of trusted issuers was changed by something else than Gatehouse: %1")
                .arg(subject),
            IssuerErrorWords::tr("Anyone who changed it could have added keys of their own, so none of it is used."),
            IssuerErrorWords::tr("Restore the file and its key file from a backup, or move both away and add the "
                                 "issuers again.")};
    case StoreRolledBack:
        return {
            IssuerErrorWords::tr("An older file of trusted issuers was put in place: %1").arg(subject),
            IssuerErrorWords::tr("It may trust issuers or keys that you have removed since, so none of it is used."),
            IssuerErrorWords::tr("Restore the newest copy, or move the file and its key file away and add the "
                                 "issuers again.")};
    case StoreMissing:
        return {IssuerErrorWords::tr("The file of trusted issuers is gone: %1").arg(subject),
                IssuerErrorWords::tr("Its key file is still there."),
                IssuerErrorWords::tr("Restore the file, or move the key file away to begin anew.")};
    case StoreBusy:
        return {IssuerErrorWords::tr("Another program holds the file of trusted issuers: %1").arg(subject),
                IssuerErrorWords::tr("Nothing was changed."), IssuerErrorWords::tr("Try again.")};
    case KeyMissing:
        return {IssuerErrorWords::tr("The key file of the trusted issuers is missing: %1").arg(subject),
                IssuerErrorWords::tr("Without it nobody can tell whether the issuers were changed, so none is used."),
                IssuerErrorWords::tr("Restore the key file, or move the file of issuers away and add them again.")};
    case FileUnfit:
        return {IssuerErrorWords::tr("This is no file of trusted issuers: %1").arg(subject),
                IssuerErrorWords::tr("Gatehouse has not written it, or a later version has."),
                IssuerErrorWords::tr("Move it away and add the issuers again.")};
    default:
        return unfitText(error.detail, subject);
    }
}

} // namespace gatehouse::ui::text
