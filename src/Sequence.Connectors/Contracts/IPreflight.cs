namespace Sequence.Connectors;

/// <summary>Examines a connected account: what depends on the tenant and no table of contents can tell.</summary>
public interface IPreflight
{
    /// <summary>Asks the system, past every cache. You must report all problems at once, and never change anything.</summary>
    Task<PreflightReport> RunAsync(CancellationToken cancellationToken);
}
