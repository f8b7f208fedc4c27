namespace Sequence.Connectors;

/// <summary>What a write does. One closed family; a connector declares per type of record which ones its system has.</summary>
public enum WriteVerb
{
    /// <summary>Make the record stand as given: create it, or update it where a target is known.</summary>
    Upsert,

    /// <summary>Keep the document with its number, but take its effect away.</summary>
    Void,

    /// <summary>Remove the record.</summary>
    Delete,

    /// <summary>Hide the record from lists.</summary>
    Archive,

    /// <summary>Record that the document was sent, without mailing anyone.</summary>
    MarkSent,

    /// <summary>Have the system mail the document. At most once: an uncertain send is never repeated by itself.</summary>
    Send,

    /// <summary>Move the document to another date.</summary>
    MoveDate,

    /// <summary>Use a credit memo against an invoice, as a <see cref="CreditApplication"/> says.</summary>
    Apply,

    /// <summary>Take the use of a credit memo back; the target is the <see cref="CreditApplication"/>.</summary>
    Unapply,
}
