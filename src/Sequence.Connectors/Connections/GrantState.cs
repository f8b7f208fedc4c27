namespace Sequence.Connectors;

/// <summary>Whether a grant can be used.</summary>
public enum GrantState
{
    /// <summary>Calls can be made.</summary>
    Active,

    /// <summary>The system no longer honours it: someone must connect again.</summary>
    NeedsReauthorization,

    /// <summary>It was ended on our side.</summary>
    Revoked,
}
