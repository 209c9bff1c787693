#include "ui/text/ErrorText.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

namespace {

class StepWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::ErrorStepText)
};

} // namespace

QString errorStepText(base::ErrorStep step)
{
    using enum base::ErrorStep;
    switch (step) {
    case None:
        break;
    case AskKeychain:
        return StepWords::tr("ask the keychain");
    case AskTenant:
        return StepWords::tr("ask the tenant");
    case BackUpStore:
        return StepWords::tr("back up the store");
    case ChangeTenant:
        return StepWords::tr("change the tenant");
    case CheckSchema:
        return StepWords::tr("check the store's tables");
    case CheckStore:
        return StepWords::tr("check the store");
    case ClearKeychain:
        return StepWords::tr("remove the key from the keychain");
    case Commit:
        return StepWords::tr("save a change");
    case CreateFolder:
        return StepWords::tr("create the store's folder");
    case CreateKeyFile:
        return StepWords::tr("create the key file");
    case CreateShelf:
        return StepWords::tr("create the folder of recent tokens");
    case CreateStore:
        return StepWords::tr("create the store");
    case DeriveKey:
        return StepWords::tr("derive a key from the passphrase");
    case DropHeld:
        return StepWords::tr("drop changes that wait");
    case EncodeKey:
        return StepWords::tr("encode a key");
    case ExportAuthority:
        return StepWords::tr("export the CA");
    case FetchKeys:
        return StepWords::tr("fetch an issuer's keys");
    case FindClient:
        return StepWords::tr("find a client");
    case FindKeychain:
        return StepWords::tr("find a keychain");
    case Forge:
        return StepWords::tr("make a test token");
    case GenerateKey:
        return StepWords::tr("generate a key");
    case HttpRequest:
        return StepWords::tr("send an HTTP request");
    case KeepDrafts:
        return StepWords::tr("keep unsaved changes");
    case KeepToken:
        return StepWords::tr("keep a recent token");
    case Listen:
        return StepWords::tr("listen on the port");
    case LogInToTenant:
        return StepWords::tr("log in to the tenant");
    case MakeFirstTenant:
        return StepWords::tr("create the first tenant");
    case MakeSigner:
        return StepWords::tr("prepare a signature");
    case MintCertificate:
        return StepWords::tr("make a certificate");
    case OpenContainer:
        return StepWords::tr("open an archive");
    case OpenDataKey:
        return StepWords::tr("open the data key");
    case OpenFolder:
        return StepWords::tr("open the store's folder");
    case OpenKeptToken:
        return StepWords::tr("open a recent token");
    case OpenSealed:
        return StepWords::tr("open a sealed value");
    case OpenShelf:
        return StepWords::tr("open the folder of recent tokens");
    case OpenStore:
        return StepWords::tr("open the store");
    case ProtectStore:
        return StepWords::tr("change the protection of the store");
    case ReadDrafts:
        return StepWords::tr("read unsaved changes");
    case ReadDecryptionKey:
        return StepWords::tr("read the decryption key");
    case ReadConnections:
        return StepWords::tr("read the connections");
    case ReadFile:
        return StepWords::tr("read a file");
    case ReadIssuers:
        return StepWords::tr("read the trusted issuers");
    case ReadKeptToken:
        return StepWords::tr("read a recent token");
    case ReadKey:
        return StepWords::tr("read the key");
    case ReadKeyFile:
        return StepWords::tr("read the key file");
    case ReadKeychain:
        return StepWords::tr("read the key from the keychain");
    case ReadLines:
        return StepWords::tr("read lines");
    case ReadPassphrase:
        return StepWords::tr("read the passphrase");
    case ReadPrivateKey:
        return StepWords::tr("read a private key");
    case ReadRoots:
        return StepWords::tr("read the trusted roots");
    case ReadRow:
        return StepWords::tr("read a row of the store");
    case ReadServerMetadata:
        return StepWords::tr("read the server's metadata");
    case ReadSigningKey:
        return StepWords::tr("read the signing key");
    case ReadToken:
        return StepWords::tr("read the token");
    case ReadTokenAnswer:
        return StepWords::tr("read the token endpoint's answer");
    case ReadTokens:
        return StepWords::tr("read the tokens");
    case RemoveDrafts:
        return StepWords::tr("remove unsaved changes");
    case RemoveKeptToken:
        return StepWords::tr("remove a recent token");
    case RemoveShelf:
        return StepWords::tr("remove the folder of recent tokens");
    case ReplaceKeyFile:
        return StepWords::tr("replace the key file");
    case RestoreStore:
        return StepWords::tr("restore the store");
    case RevealClientSecret:
        return StepWords::tr("reveal the client secret");
    case RevealSigningSecret:
        return StepWords::tr("reveal the signing secret");
    case RunJob:
        return StepWords::tr("run a job");
    case RunStatement:
        return StepWords::tr("run a statement of the store");
    case Scan:
        return StepWords::tr("search for tokens");
    case ScanFile:
        return StepWords::tr("search a file for tokens");
    case Seal:
        return StepWords::tr("seal a value");
    case ShowStore:
        return StepWords::tr("show the store");
    case Sign:
        return StepWords::tr("sign");
    case SignToken:
        return StepWords::tr("sign a token");
    case StartCryptography:
        return StepWords::tr("start the cryptography");
    case StoreJob:
        return StepWords::tr("wait for the store");
    case Unlock:
        return StepWords::tr("unlock the store");
    case UpgradeStore:
        return StepWords::tr("upgrade the store");
    case WrapDataKey:
        return StepWords::tr("protect the data key");
    case WriteConnections:
        return StepWords::tr("save the connections");
    case WriteIssuers:
        return StepWords::tr("save the trusted issuers");
    case WriteKeychain:
        return StepWords::tr("write the key to the keychain");
    case WritePrivateKey:
        return StepWords::tr("write a private key");
    }
    return {};
}

} // namespace gatehouse::ui::text
