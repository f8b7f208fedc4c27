namespace Sequence.Connectors.Sync;

/// <summary>How two records came to be linked.</summary>
public enum LinkOrigin
{
    /// <summary>The host's record was created in the system.</summary>
    Pushed,

    /// <summary>A record that stood in the system already was taken over by a write.</summary>
    Adopted,

    /// <summary>The system's record was imported into the host.</summary>
    Imported,

    /// <summary>Someone linked them by hand.</summary>
    Manual,

    /// <summary>What a reaction created in the host.</summary>
    Reaction,
}
