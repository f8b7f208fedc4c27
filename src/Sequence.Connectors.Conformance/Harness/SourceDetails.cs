namespace Sequence.Connectors.Conformance;

/// <summary>What a connector promises to tell beside a record.</summary>
[Flags]
public enum SourceDetails
{
    /// <summary>Nothing beyond the id and the payload.</summary>
    None = 0,

    /// <summary>The system's version of the record.</summary>
    Version = 1,

    /// <summary>The record's page in the system.</summary>
    Link = 2,

    /// <summary>When the system last changed the record.</summary>
    ModifiedAt = 4,

    /// <summary>All of it.</summary>
    All = Version | Link | ModifiedAt,
}
