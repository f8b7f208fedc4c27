namespace Sequence.Connectors.Sync;

/// <summary>What a look at a system's record means, beside how it was seen before: a pure function.</summary>
internal static class Noticing
{
    /// <summary>The changes worth telling the host, in order; none for an echo of what the engine knows already.</summary>
    public static IReadOnlyList<RemoteChangeKind> Changes(SeenState before, SeenState now)
    {
        var changes = new List<RemoteChangeKind>();
        if (Plain(now.Status) == DocumentStatus.Voided)
        {
            return Plain(before.Status) == DocumentStatus.Voided ? [] : [RemoteChangeKind.Voided];
        }

        if (before.Fingerprint is not null && before.Fingerprint != now.Fingerprint)
        {
            changes.Add(RemoteChangeKind.Changed);
        }
        else if (before.Fingerprint is not null && before.State != now.State && now.State != RecordState.Unknown)
        {
            changes.Add(RemoteChangeKind.Changed);
        }

        if (now.Status == DocumentStatus.Sent && before.Status != DocumentStatus.Sent)
        {
            changes.Add(RemoteChangeKind.Sent);
        }

        if (IsPaidOtherwise(before, now))
        {
            changes.Add(RemoteChangeKind.Paid);
        }

        return changes;
    }

    /// <summary>
    /// What is remembered after a write of our own: what the write explains, as it stands now; what others did meanwhile, as it
    /// was seen before, so that it is still noticed.
    /// </summary>
    public static SeenState AfterWrite(SeenState before, SeenState now, WriteVerb verb, DocumentStatus? written)
    {
        if (verb is WriteVerb.Void or WriteVerb.Delete)
        {
            return now;
        }

        var isOtherStatus = Plain(before.Status) != Plain(now.Status)
            && now.Status != (verb is WriteVerb.MarkSent or WriteVerb.Send ? DocumentStatus.Sent : written);
        var isOtherUse = Used(before) != Used(now);
        var open = now.Total - Used(before);
        return now with
        {
            Status = isOtherStatus ? before.Status : now.Status,
            PaymentStatus = isOtherUse ? before.PaymentStatus : now.PaymentStatus,
            CreditStatus = isOtherUse ? before.CreditStatus : now.CreditStatus,
            Balance = isOtherUse ? open ?? before.Balance : now.Balance,
            ModifiedAt = isOtherStatus || isOtherUse ? before.ModifiedAt : now.ModifiedAt,
        };
    }

    /// <summary>
    /// Whether an event tells only what has been seen: it is not younger than the state that is known, which our own write's
    /// answer may have brought.
    /// </summary>
    public static bool IsOldNews(InboxEvent row, SeenState seen) =>
        row.Kind is WebhookEventKind.Created or WebhookEventKind.Updated or WebhookEventKind.Voided or WebhookEventKind.Sent
        && row.At is { } at && seen.ModifiedAt is { } known && at <= known;

    /// <summary>The id of a change's effect: the same change, told again, has the same.</summary>
    public static string EffectId(Link link, RemoteChangeKind kind, SeenState now, string? mergedInto) =>
        RecordText.Hash(
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{link.ConnectionId}|{link.RecordType.Name}|{link.ExternalId}|{kind}|{now.Version}|{now.ModifiedAt}|{now.Fingerprint}|{now.Status}|{now.PaymentStatus}|{now.CreditStatus}|{now.Balance}|{mergedInto}"
            )
        );

    // What a system does not say, or says of every new document, is where all begin.
    private static bool IsPaidOtherwise(SeenState before, SeenState now) =>
        now.PaymentStatus != PaymentStatus.Unknown
            && (Plain(before.PaymentStatus) != now.PaymentStatus || IsOther(before.Balance, now.Balance))
        || now.CreditStatus != CreditStatus.Unknown
            && (Plain(before.CreditStatus) != now.CreditStatus || IsOther(before.Balance, now.Balance));

    // A write of our own may change the total, and with it what is open; it pays nothing.
    private static decimal Used(SeenState seen) => seen is { Total: { } total, Balance: { } balance } ? total - balance : 0m;

    private static bool IsOther(decimal? before, decimal? now) => before is not null && now is not null && before != now;

    private static DocumentStatus Plain(DocumentStatus status) => status == DocumentStatus.Unknown ? DocumentStatus.Final : status;

    private static PaymentStatus Plain(PaymentStatus status) => status == PaymentStatus.Unknown ? PaymentStatus.Unpaid : status;

    private static CreditStatus Plain(CreditStatus status) => status == CreditStatus.Unknown ? CreditStatus.Unapplied : status;
}
