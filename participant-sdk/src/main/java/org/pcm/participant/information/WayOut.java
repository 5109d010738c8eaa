package org.pcm.participant.information;

/** What to do about a code: one sentence each, for those that people meet. */
final class WayOut {

    private WayOut() {}

    static String of(String code) {
        return switch (code) {
            case "Unreachable" ->
                    "Check the gateway's address and that it runs; what was signed is kept and sent again.";
            case "CertificateUntrusted" ->
                    "Name the file with the gateway's root certificate: --ca FILE, or \"ca\" in the site file.";
            case "CertificateExpired" ->
                    "Have the gateway's operator renew its certificate, or set this machine's clock.";
            case "WrongHost" -> "Use a name or address that stands in the gateway's certificate.";
            case "NotHttps" -> "This gateway speaks plain HTTP: write http:// in its address.";
            case "HttpsNeeded" -> "Write https:// in the gateway's address.";
            case "TlsFailed" -> "Check that a PCM gateway answers there, and its certificate.";
            case "OutcomeUnknown" ->
                    "Ask again later; the submission is kept and sent again until its outcome is known.";
            case "Corrupted" ->
                    "Fetch it from another gateway; this one's copy is damaged or forged.";
            case "UnknownKey" -> "Register this key first, then join the cooperation.";
            case "Expired" -> "Check this machine's clock.";
            case "TokenInvalid" -> "Check this machine's clock, and that this key is registered.";
            case "WrongGateway" ->
                    "Use an address that the gateway goes by, or have its operator add yours: pcm gateway --url.";
            case "WrongLedger" -> "This gateway serves another ledger; check its address.";
            case "QueueFull", "QuotaExceeded" -> "Wait a little and try again.";
            case "ContentQuotaExceeded" ->
                    "Use another gateway, or ask this one's operator for more room.";
            case "StorageFull" -> "Use another gateway, or tell this one's operator.";
            case "BadVoucher", "VoucherRefused" ->
                    "Ask a registrar of the network for a voucher for this name and key.";
            case "NameTaken" -> "Choose another name.";
            case "AlreadyRegistered" -> "This key is registered already; nothing is left to do.";
            case "ContractBroke" ->
                    "This gateway says that nothing happened; report it to those who run the network, and ask for it in another way.";
            case "NoSuchCooperation" -> "Check the cooperation's name, or open it.";
            case "CooperationExists" -> "Join it, or choose another name.";
            case "DealEntered" ->
                    "See what is there (pcm job list); as its opener submit the job there without --terms. Under another name the deal would enter twice.";
            case "NotAllHeard" ->
                    "Say the same again soon; until they hear, the lost key may still speak there.";
            case "NoSuchProposal" ->
                    "Look at what is proposed now (pcm round show), and speak of that.";
            case "NotCalling" -> "The call is over; join under the terms that hold now, or not.";
            case "CallsMax" -> "Leave one of them, or raise callsMax in the site file.";
            case "NotMember" -> "Join the cooperation first.";
            case "AlreadyMember" -> "Nothing is left to do.";
            case "TierCannot", "TierNotAdmitted" ->
                    "This needs a participant of another tier; the terms say which.";
            case "TermsTooShort" -> "Make the time-outs at least twice the ledger's clock error.";
            case "TermsIncomplete" ->
                    "State admission, end and reelection in the terms, or add a call that settles them.";
            case "NotInTerms" -> "The cooperation's terms do not know this; propose other ones.";
            case "NoRound" -> "Wait until the round begins.";
            case "NotAdmittedYet" -> "Wait until the members have spoken.";
            case "Suspended" -> "Ask the coordinator or the members to be readmitted.";
            case "KeyRevoked" -> "Use another key of this participant.";
            case "TaskTooLarge" ->
                    "Put long command lines and many small inputs into files: an archive, a script.";
            case "JobClosed", "TaskEnded" -> "It has ended already; nothing is left to do.";
            case "NoSuchJob", "NoSuchTask", "NotFound" -> "Check the name or number.";
            case "NotDone" ->
                    "See what its tasks said: pcm job fetch; then mend the job, or submit it --again.";
            case "OutputMissing" ->
                    "Use the identity of the earlier job's owner, and a gateway that its providers use.";
            case "NotOwner", "NotCoordinator", "Forbidden", "Unauthorized" ->
                    "Use the identity that may do this.";
            default -> "See docs/protocol.md for the code.";
        };
    }
}
