namespace Sequence.Connectors.Sync;

/// <summary>Who can mend a problem.</summary>
public enum FixedBy
{
    /// <summary>Nobody needs to: it is tried again by itself.</summary>
    Itself,

    /// <summary>The tenant's administrator, who connects accounts and changes settings.</summary>
    Tenant,

    /// <summary>The tenant's finance people, who mend records and link customers.</summary>
    Finance,

    /// <summary>The host's engineers.</summary>
    Engineer,
}
