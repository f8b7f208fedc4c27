namespace Sequence.Connectors;

/// <summary>Whether settings are in force.</summary>
public enum SettingsVersionState
{
    /// <summary>They may be tried, and put into force.</summary>
    Draft = 1,

    /// <summary>They are in force, unless they were changed past the versions since.</summary>
    Active,

    /// <summary>They were in force.</summary>
    Retired,
}
