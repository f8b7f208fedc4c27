namespace Sequence.Connectors.CrashHost;

/// <summary>An effect that the host has had: a second one with the same id would break the key.</summary>
public sealed class HostEffect
{
    public required string EffectId { get; set; }

    public required string LocalId { get; set; }
}
