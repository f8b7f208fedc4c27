namespace Sequence.Connectors;

/// <summary>Whether a token opens anything.</summary>
public enum ApiKeyVerdict
{
    /// <summary>It is good.</summary>
    Good = 1,

    /// <summary>No key has it.</summary>
    Unknown,

    /// <summary>Its key was revoked.</summary>
    Revoked,

    /// <summary>Its key's time is over.</summary>
    Expired,
}
