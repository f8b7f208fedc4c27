namespace Sequence.Connectors.Sync;

/// <summary>What happened to a record in the host. The engine turns it into writes: a draft is never sent.</summary>
public enum HostEvent
{
    /// <summary>The record was made or changed and stands as it is given: it is created in each system, or updated.</summary>
    Saved,

    /// <summary>A document was started or changed and may still change; nothing leaves the host.</summary>
    Drafted,

    /// <summary>A document got its number and was locked: it is created in each system.</summary>
    Finalized,

    /// <summary>A document was sent to the customer: it is marked as sent, and moved to its date where that has changed.</summary>
    Sent,

    /// <summary>A document was voided: it keeps its number and loses its effect.</summary>
    Voided,

    /// <summary>A record was put out of use: it is archived, where the system has that.</summary>
    Archived,

    /// <summary>A record was removed: it is deleted in each system. Never inferred from anything else.</summary>
    Deleted,

    /// <summary>A credit memo was used against an invoice, as a <see cref="CreditApplication"/> says.</summary>
    Applied,

    /// <summary>The use of a credit memo was taken back.</summary>
    Unapplied,
}
