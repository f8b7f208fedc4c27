namespace Sequence.Connectors;

/// <summary>Which way a mapped field travels.</summary>
[Flags]
public enum FieldDirection
{
    /// <summary>From the system to the host.</summary>
    Read = 1,

    /// <summary>From the host to the system.</summary>
    Write = 2,

    /// <summary>Both ways.</summary>
    Both = Read | Write,
}
