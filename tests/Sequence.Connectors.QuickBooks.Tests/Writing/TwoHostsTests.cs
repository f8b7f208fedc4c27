using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>Two processes over one store of grants, while every refresh makes the token worthless that it was asked with.</summary>
public sealed class TwoHostsTests
{
    [Fact]
    [Trait("Trap", "quickbooks-1")]
    public async Task A_thousand_refreshes_lose_no_token()
    {
        var token = TestContext.Current.CancellationToken;
        await using var world = await FaultWorld.StartAsync();
        await using var other = world.NewProcess();
        ConnectorSession[] sessions =
        [
            world.Session,
            await other.GetRequiredService<SequenceConnectors>().OpenAsync(world.Session.Connection.Id, token),
        ];
        world.QuickBooks.RotateOnEveryRefresh = true;
        var before = world.QuickBooks.RefreshesAccepted;

        for (var round = 0; round < 1000; round++)
        {
            world.QuickBooks.ExpireAccessTokens();
            world.Clock.Advance(TimeSpan.FromSeconds(1));
            var found = await Task.WhenAll(sessions.Select(session => session.Customers.FindAsync(world.CustomerId, token)));
            Assert.All(found, Assert.NotNull);
        }

        Assert.Equal(0, world.QuickBooks.RefreshesRefused);
        Assert.Equal(before + 1000, world.QuickBooks.RefreshesAccepted);
        var grants = other.GetRequiredService<IGrantStore>();
        Assert.Equal(GrantState.Active, (await grants.FindAsync(world.Session.Connection.GrantId, token))!.State);
    }
}
