using System.Net.Http.Headers;

namespace Sequence.Connectors.Simulators.Tests;

public sealed class SimulatorStateTests
{
    [Fact]
    public async Task A_saved_simulator_goes_on_where_it_was()
    {
        using var state = new MemoryStream();
        var cancellation = TestContext.Current.CancellationToken;
        string customer, realm, first;
        QuickBooksTokens tokens;
        var clock = new SimulatedClock();
        await using (var server = await SimulatorServer.StartAsync(new SimulatorServerOptions { Clock = clock }, cancellation))
        {
            var company = server.QuickBooks.Company;
            (realm, tokens) = (company.RealmId, server.QuickBooks.IssueTokens());
            customer = company.AddCustomer("Kept");
            company.Change(profile => profile with { CustomTxnNumbers = false });
            first = await PostAsync(server, tokens);
            await server.SaveAsync(state, cancellation);
        }

        state.Position = 0;
        await using var restored = await SimulatorServer.StartAsync(
            new SimulatorServerOptions { Clock = clock, State = state }, cancellation);

        Assert.Equal(realm, restored.QuickBooks.Company.RealmId);
        Assert.Equal("Kept", restored.QuickBooks.Company.Customers.Find(customer)!["DisplayName"]!.GetValue<string>());
        Assert.False(restored.QuickBooks.Company.Profile.CustomTxnNumbers);
        Assert.Equal(first, await PostAsync(restored, tokens));
        Assert.NotEqual(customer, restored.QuickBooks.Company.AddCustomer("New"));
        Assert.Throws<InvalidOperationException>(() => restored.QuickBooks.Company.AddCustomer("Kept"));
        Assert.Contains(restored.QuickBooks.Webhooks.Pending, each => each.Id == customer);
    }

    private static async Task<string> PostAsync(SimulatorServer server, QuickBooksTokens tokens)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        using var content = new StringContent("""{"DisplayName":"Under a key"}""");
        using var answer = await client.PostAsync(
            new Uri($"{server.QuickBooks.BaseAddress}/v3/company/{tokens.RealmId}/customer?requestid=kept"),
            content,
            TestContext.Current.CancellationToken
        );
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
