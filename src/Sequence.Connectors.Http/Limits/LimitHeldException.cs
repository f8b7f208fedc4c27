namespace Sequence.Connectors.Http;

/// <summary>A limit is held back, or used up, for longer than the caller waits. It stays inside the package.</summary>
internal sealed class LimitHeldException(Duration wait) : Exception
{
    public Duration Wait { get; } = wait;
}
