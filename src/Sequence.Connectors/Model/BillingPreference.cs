namespace Sequence.Connectors;

/// <summary>Whether a contact receives billing mail.</summary>
public enum BillingPreference
{
    /// <summary>No billing mail.</summary>
    None,

    /// <summary>A copy of billing mail.</summary>
    Standard,

    /// <summary>The one to whom billing mail is addressed.</summary>
    Primary,
}
