#include "models/base/Text.h"
#include "models/trust/IssuerFault.h"
#include "ui/text/IssuerText.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

using namespace Qt::StringLiterals;

namespace {

class IssuerErrorWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::IssuerErrorText)
};

ErrorText unfitText(trust::IssuerFault fault, const QString &subject)
{
    using enum trust::IssuerFault;
    switch (fault) {
    case Name:
        return {IssuerErrorWords::tr("“%1” is not a name for an issuer.").arg(subject),
                IssuerErrorWords::tr("A name is one line of at most 60 characters, without spaces at its ends."),
                IssuerErrorWords::tr("Choose another name.")};
    case NameTaken:
        return {IssuerErrorWords::tr("There already is an issuer “%1”.").arg(subject),
                IssuerErrorWords::tr("Each issuer has a name of its own."),
                IssuerErrorWords::tr("Choose another name, or remove that issuer first.")};
    case Issuer:
        return {IssuerErrorWords::tr("“%1” cannot be an issuer.").arg(subject),
                IssuerErrorWords::tr("An issuer is what tokens have in iss, usually an https address, without spaces."),
                IssuerErrorWords::tr("Copy it exactly, from a token or from the issuer's configuration.")};
    case IssuerTaken:
        return {IssuerErrorWords::tr("“%1” is trusted already.").arg(subject),
                IssuerErrorWords::tr("An issuer is in the list once."),
                IssuerErrorWords::tr("Refresh it, or remove it first.")};
    case Template:
        return {IssuerErrorWords::tr("“%1” has more than one {tenantid}.").arg(subject),
                IssuerErrorWords::tr("One part of an issuer can be left open."),
                IssuerErrorWords::tr("Leave one {tenantid} in it.")};
    case TenantsNeeded:
        return {IssuerErrorWords::tr("“%1” stands for every tenant of its provider.").arg(subject),
                IssuerErrorWords::tr("Anybody can have a tenant there, and its tokens would be trusted too."),
                IssuerErrorWords::tr("List the tenants whose tokens you rely on.")};
    case TenantsUnneeded:
        return {IssuerErrorWords::tr("“%1” has no {tenantid} to put a tenant in place of.").arg(subject),
                IssuerErrorWords::tr("Tenants are listed for an issuer that leaves the tenant open."),
                IssuerErrorWords::tr("Remove the tenants, or write {tenantid} where the tenant stands.")};
    case Tenants:
        return {IssuerErrorWords::tr("A tenant of “%1” is not one.").arg(subject),
                IssuerErrorWords::tr("A tenant is one word without slashes, and there are at most 100."),
                IssuerErrorWords::tr("Check the list of tenants.")};
    case Audiences:
        return {IssuerErrorWords::tr("An audience of “%1” is not one.").arg(subject),
                IssuerErrorWords::tr("An audience is one line, and there are at most 100."),
                IssuerErrorWords::tr("Check the list of audiences.")};
    case Algorithms:
        return {IssuerErrorWords::tr("“%1” cannot be trusted with that algorithm.").arg(subject),
                IssuerErrorWords::tr("With a shared secret everybody who verifies could sign as well. Only algorithms "
                                     "with public keys are used."),
                IssuerErrorWords::tr("Name algorithms such as RS256, PS256 or ES256.")};
    case Interval:
        return {IssuerErrorWords::tr("The keys of “%1” cannot be fetched at that interval.").arg(subject),
                IssuerErrorWords::tr("It is a number of hours from 1 to 720, for keys that are fetched."),
                IssuerErrorWords::tr("Choose another interval.")};
    case Address:
        return {IssuerErrorWords::tr("Keys are not fetched from “%1”.").arg(subject),
                IssuerErrorWords::tr("Keys are fetched over https, and over http from this machine alone; the address "
                                     "has no user name, query or password."),
                IssuerErrorWords::tr("Give the https address, or the keys in a file.")};
    case AddressUnknown:
        return {
            IssuerErrorWords::tr("Gatehouse does not know where “%1” publishes its keys.").arg(subject),
            IssuerErrorWords::tr("The issuer is no https address, or it stands for several tenants."),
            IssuerErrorWords::tr("Give the address of its configuration or of its key set, or the keys in a file.")};
    case TooMany:
        return {IssuerErrorWords::tr("“%1” was not added: there are 200 issuers already.").arg(subject),
                IssuerErrorWords::tr("That is all there can be."),
                IssuerErrorWords::tr("Remove an issuer that you no longer rely on.")};
    case Unknown:
        return {IssuerErrorWords::tr("There is no issuer “%1”.").arg(subject),
                IssuerErrorWords::tr("Names must match exactly."),
                IssuerErrorWords::tr("List the issuers and choose one of them.")};
    case NotFetched:
        return {IssuerErrorWords::tr("The keys of “%1” were given in a file.").arg(subject),
                IssuerErrorWords::tr("There is no address to fetch them from."),
                IssuerErrorWords::tr("Remove the issuer and add it again with the new file.")};
    case NothingWaits:
        return {IssuerErrorWords::tr("No keys of “%1” wait to be accepted.").arg(subject),
                IssuerErrorWords::tr("They were accepted before, or the issuer publishes its earlier keys again."),
                IssuerErrorWords::tr("Look at its keys.")};
    case OthersWait:
        return {IssuerErrorWords::tr("Other keys of “%1” wait than the ones you were shown.").arg(subject),
                IssuerErrorWords::tr("The issuer has changed its keys again. None of them was accepted."),
                IssuerErrorWords::tr("Look at the keys that wait now.")};
    case NoKeys:
        return {IssuerErrorWords::tr("“%1” publishes no key that verifies signatures.").arg(subject),
                IssuerErrorWords::tr("The set is empty, or its keys are secrets, for encryption, too weak or of an "
                                     "unknown kind. What was known stays as it is."),
                IssuerErrorWords::tr("Check the address, and try again later.")};
    case KeySet:
        return {IssuerErrorWords::tr("What was received for “%1” is no key set.").arg(subject),
                IssuerErrorWords::tr("A key set is JSON with keys; a file may hold a key or a certificate in PEM, too. "
                                     "What was known stays as it is."),
                IssuerErrorWords::tr("Check the address or the file.")};
    case Configuration:
        return {IssuerErrorWords::tr("What was received for “%1” is no configuration of an issuer.").arg(subject),
                IssuerErrorWords::tr("It is JSON with an issuer. No keys were fetched."),
                IssuerErrorWords::tr("Check the address, or give that of the key set.")};
    case OtherIssuer:
        return {IssuerErrorWords::tr("The configuration is that of another issuer, “%1”.").arg(subject),
                IssuerErrorWords::tr("Its keys would prove nothing about the one you trust. No keys were fetched."),
                IssuerErrorWords::tr("Compare the two character by character, including a slash at the end.")};
    case NoKeySet:
        return {IssuerErrorWords::tr("The configuration of “%1” names no key set.").arg(subject),
                IssuerErrorWords::tr("No keys were fetched."),
                IssuerErrorWords::tr("Give the address of the key set, or the keys in a file.")};
    }
    return {};
}

bool isOfNetwork(base::ErrorCode code)
{
    using enum base::ErrorCode;
    return code == ServerUnreachable || code == TimedOut || code == TooLarge || code == UnexpectedAnswer ||
           code == TlsRefused;
}

/// Why keys could not be fetched from a host.
ErrorText fetchText(const base::Error &error, const QString &host)
{
    using enum base::ErrorCode;
    const QString nothing = IssuerErrorWords::tr("No keys were fetched.");
    switch (error.code) {
    case TimedOut:
        return {IssuerErrorWords::tr("%1 did not answer in time.").arg(host), nothing,
                IssuerErrorWords::tr("Try again later.")};
    case TooLarge:
        return {IssuerErrorWords::tr("%1 answered with more than a key set or a configuration can be.").arg(host),
                IssuerErrorWords::tr("Only the first 256 KiB were read, and none of it is used."),
                IssuerErrorWords::tr("Check the address.")};
    case UnexpectedAnswer: {
        const bool isRedirect = error.httpStatus >= 300 && error.httpStatus < 400;
        return {error.httpStatus > 0 ? IssuerErrorWords::tr("%1 answered with HTTP status %2 and without keys.")
                                           .arg(host, QString::number(error.httpStatus))
                                     : IssuerErrorWords::tr("%1 answered something that cannot be read.").arg(host),
                isRedirect ? IssuerErrorWords::tr("Redirects are not followed: keys count from the address you gave.")
                           : nothing,
                IssuerErrorWords::tr("Check the address, and try again later.")};
    }
    case TlsRefused:
        return {IssuerErrorWords::tr("The connection to %1 is not secure.").arg(host),
                error.detail.isEmpty()
                    ? IssuerErrorWords::tr("Its certificate or its TLS version is not accepted. Nothing was sent.")
                    : IssuerErrorWords::tr("Its certificate or its TLS version is not accepted: %1. Nothing was sent.")
                          .arg(base::visibleText(error.detail, 200)),
                IssuerErrorWords::tr("Check the address and this machine's clock. Install a private authority on this "
                                     "machine, or give the keys in a file.")};
    default:
        return {IssuerErrorWords::tr("Nothing answers at %1.").arg(host), nothing,
                IssuerErrorWords::tr("Check the address and the network, and try again.")};
    }
}

} // namespace

bool isIssuerError(const base::Error &error)
{
    using enum base::ErrorCode;
    if (error.code == IssuerUnfit)
        return true;
    if (error.step == base::ErrorStep::FetchKeys)
        return isOfNetwork(error.code);
    if (error.step != base::ErrorStep::ReadIssuers && error.step != base::ErrorStep::WriteIssuers)
        return false;
    switch (error.code) {
    case StoreAltered:
    case StoreMissing:
    case StoreRolledBack:
    case StoreReplaced:
    case StoreOpenToAll:
    case StoreOfOthers:
    case StoreIsLink:
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
    if (isOfNetwork(error.code))
        return fetchText(error, subject);
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
    case StoreReplaced:
        return {IssuerErrorWords::tr("Another file of trusted issuers was put in place, with a key of its own: %1")
                    .arg(subject),
                IssuerErrorWords::tr("It may trust issuers and keys that you never chose, so none of it is used."),
                IssuerErrorWords::tr("Put both of your files back, or move both away and add the issuers again.")};
    case StoreOpenToAll:
        return {IssuerErrorWords::tr("Everybody can write to the file of trusted issuers: %1").arg(subject),
                IssuerErrorWords::tr("Anyone on this machine could take it away or damage it, so none of it is used."),
                IssuerErrorWords::tr("Let only yourself write to it and to its folder (chmod go-w), and try again.")};
    case StoreOfOthers:
        return {IssuerErrorWords::tr("The file of trusted issuers belongs to another user: %1").arg(subject),
                IssuerErrorWords::tr("That user could replace it at any time, so none of it is used."),
                IssuerErrorWords::tr("Move it away and add the issuers again.")};
    case StoreIsLink:
        return {IssuerErrorWords::tr("The file of trusted issuers is a symbolic link: %1").arg(subject),
                IssuerErrorWords::tr("Another program could point it elsewhere, so none of it is used."),
                IssuerErrorWords::tr("Put the file itself in its place.")};
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
        if (const auto fault = trust::faultOf(error))
            return unfitText(*fault, subject);
        return {IssuerErrorWords::tr("“%1” cannot be a trusted issuer.").arg(subject),
                IssuerErrorWords::tr("Something that was given does not fit."),
                IssuerErrorWords::tr("Check what you have given.")};
    }
}

} // namespace gatehouse::ui::text
