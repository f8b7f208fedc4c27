namespace Sequence.Connectors.CrashHost;

/// <summary>An invoice or a credit memo as the host keeps it.</summary>
public sealed class HostDocument
{
    public required string Id { get; set; }

    public required bool IsCreditMemo { get; set; }

    public required decimal Total { get; set; }

    public required decimal Balance { get; set; }

    /// <summary>How far the host has worked on it since it published it (see <see cref="HostWork"/>).</summary>
    public int Step { get; set; }
}
