using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.CrashHost;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>
/// Two hosts on one SQLite file: what the first holds, the second leaves to it, until the first has frozen for longer than its
/// lease.
/// </summary>
public sealed class SecondHostTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S3-11")]
    public async Task A_host_that_froze_before_its_answer_was_stored_is_refused_and_its_successor_finds_what_it_made()
    {
        await using var world = await CrashWorld.StartAsync();
        await using var second = await world.OpenAsync();
        var freeze = new FreezeHandler();
        await using var first = await world.OpenAsync(freeze);
        await PublishAsync(first, "1");
        var turn = first.Engine.RunDueAsync(Token);
        await freeze.Answered;

        var meanwhile = await second.Engine.RunDueAsync(Token);
        Assert.False(meanwhile.Worked);
        Assert.NotNull(meanwhile.NextAt);
        second.Time.Clock.Advance(TimeSpan.FromMinutes(3));
        await second.Time.TellAsync();
        await PublishAsync(second, "2");
        await second.RestAsync();

        freeze.Thaw();
        await turn;
        await first.RestAsync();
        Assert.Single(world.Company.Customers, one => ((string)one["DisplayName"]!).StartsWith("Customer 1", StringComparison.Ordinal));
        Assert.Single(world.Standing()["NI-1"]);
        Assert.Single(world.Standing()["NI-2"]);
        Assert.Empty(await second.Engine.Problems.ListAsync(cancellationToken: Token));
        var connection = (await second.Services.GetRequiredService<IConnectionStore>().ListAsync(CrashSetup.Tenant, Token)).Single();
        Assert.Empty(await second.Store.ReadAttemptsAsync(connection.Id, Token));
    }

    private static async Task PublishAsync(CrashWorld.OpenHost host, string number)
    {
        var customer = HostRecords.Customer($"C-{number}") with { Name = $"Customer {number}" };
        await host.Engine.Publisher.PublishAsync(CrashSetup.Tenant, customer, HostEvent.Saved, cancellationToken: Token);
        await host.Engine.Publisher.PublishAsync(
            CrashSetup.Tenant, HostRecords.Invoice($"I-{number}", customer.Id), HostEvent.Finalized, cancellationToken: Token);
    }

    /// <summary>Holds the first answer to a batch back, as a process does that is not given any time.</summary>
    private sealed class FreezeHandler : DelegatingHandler
    {
        private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _thawed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Answered => _answered.Task;

        public void Thaw() => _thawed.TrySetResult();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (request.RequestUri!.AbsolutePath.EndsWith("/batch", StringComparison.Ordinal) && !_answered.Task.IsCompleted)
            {
                await response.Content.LoadIntoBufferAsync(cancellationToken);
                _answered.TrySetResult();
                await _thawed.Task;
            }

            return response;
        }
    }
}
