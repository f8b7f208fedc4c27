using Microsoft.EntityFrameworkCore.Storage;

namespace Sequence.Connectors.EntityFrameworkCore.Tests;

/// <summary>
/// Tries again what a <see cref="TimeoutException"/> stopped, as strategies for databases over a network do. With it, EF refuses
/// transactions outside of it.
/// </summary>
internal sealed class FlakyStrategy(ExecutionStrategyDependencies dependencies)
    : ExecutionStrategy(dependencies, maxRetryCount: 3, TimeSpan.FromMilliseconds(1))
{
    protected override bool ShouldRetryOn(Exception exception) => exception is TimeoutException;
}
