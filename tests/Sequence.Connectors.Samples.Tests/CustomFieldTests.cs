using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Http;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Samples.Tests;

/// <summary>The code that docs/custom-fields.md and docs/testing.md show.</summary>
public sealed class CustomFieldTests
{
    [Fact]
    public async Task Escape_hatches_work_as_the_documentation_shows_them()
    {
        var token = TestContext.Current.CancellationToken;
        await using var simulator = await SimulatorServer.StartAsync(new() { Clock = TimeProvider.System }, token);
        await using var services = new ServiceCollection()
            .AddSequenceConnectors(builder => builder.AddQuickBooks(simulator.Configuration.GetSection("QuickBooks")))
            .BuildServiceProvider();
        var connectors = services.GetRequiredService<SequenceConnectors>();
        var page = await connectors.BeginConnectAsync(
            new()
            {
                Connector = "quickbooks",
                App = "sandbox",
                Tenant = "acme",
                RedirectUri = new("https://host.example/callback"),
            },
            token
        );
        var connection = (await connectors.CompleteConnectAsync(simulator.QuickBooks.Approve(page), token))[0];

        #region field-map
        await connectors.ConfigureAsync(connection.Id, settings => settings.With("items.default", "3") with
        {
            FieldMaps = [new() { RecordType = RecordType.Of<Invoice>(), Field = "order", SystemField = "1" }],
        }, token);
        var session = await connectors.OpenAsync(connection.Id, token);
        var outcome = await session.Invoices.WriteAsync(new WriteIntent<Invoice>
        {
            Key = IntentKey.Of<Invoice>(connection.Id, "inv-1"),
            Record = Invoice with { CustomFields = CustomFields.Empty.With("order", "PO-77-2041") },
            References = References.To<Customer>("cus-1", "3"),
        }, cancellationToken: token);
        #endregion

        var created = Assert.IsType<WriteOutcome.Created>(outcome);

        #region payload
        var invoice = await session.Invoices.FindAsync(created.ExternalId, token);
        using var asReceived = invoice!.Source!.Payload.Parse();
        var delivery = asReceived.RootElement.GetProperty("PrintStatus").GetString();
        #endregion

        Assert.Equal("PO-77-2041", (invoice.CustomFields["order"] as CustomValue.Text)?.Value);
        Assert.NotNull(delivery);

        #region raw-request
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"v3/company/{connection.AccountId}/companyinfo/{connection.AccountId}?minorversion=75"
        );
        using var answer = await session.SendAsync(request, cancellationToken: token);
        #endregion

        Assert.Contains("Larkspur Analytics", await answer.Content.ReadAsStringAsync(token), StringComparison.Ordinal);
    }

    private static Invoice Invoice { get; } = new()
    {
        Id = "inv-1",
        Number = "2026-001",
        CustomerId = "cus-1",
        Currency = CurrencyCode.Parse("USD"),
        Status = DocumentStatus.Final,
        IssueDate = new(2026, 11, 2),
        Lines = [new() { Description = "Platform, November", NetTotal = 499.00m }],
    };
}
