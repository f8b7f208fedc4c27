namespace Sequence.Connectors.Conformance;

/// <summary>What the suites over a <see cref="ConnectorHarness"/> share; derive one of them.</summary>
public abstract class ConformanceSuite : IAsyncLifetime
{
    private static readonly TimeSpan RealWait = TimeSpan.FromMilliseconds(200);
    private static readonly Duration Step = Duration.FromSeconds(10);
    private static readonly Duration Patience = Duration.FromMinutes(20);

    private protected ConformanceSuite(ConnectorHarness harness) => Harness = harness;

    private protected ConnectorHarness Harness { get; }

    private protected ConnectorSession Session { get; private set; } = null!;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts the system and opens a session.</summary>
    public virtual async ValueTask InitializeAsync()
    {
        await Harness.InitializeAsync();
        Session = await Harness.OpenSessionAsync(Cancellation);
    }

    /// <summary>Stops the system.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await Harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Waits for work that may wait by the harness's clock: the clock goes on whenever the work rests.</summary>
    private protected async Task<T> Patiently<T>(Task<T> work)
    {
        var waited = Duration.Zero;
        while (!work.IsCompleted && await Task.WhenAny(work, Task.Delay(RealWait, Cancellation)) != work)
        {
            Assert.True(waited < Patience, $"The call did not end within {Patience.TotalMinutes} minutes by the harness's clock.");
            Harness.Advance(Step);
            waited += Step;
        }

        return await work;
    }

    private protected Instant Now() => Instant.FromDateTimeOffset(Harness.Clock.GetUtcNow());
}
