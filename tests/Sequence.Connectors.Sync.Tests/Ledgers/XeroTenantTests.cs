using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>Each tenant's Xero is its own: its mapping, its consent, its links, and the host's code around its calls.</summary>
public sealed class XeroTenantTests
{
    private static readonly RecordType Invoices = RecordType.Of<Invoice>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S1-10")]
    public async Task Tenants_and_their_ledgers_map_and_act_each_by_its_own_choices()
    {
        await using var world = await LedgersWorld.StartAsync(withQuickBooks: true);
        var items = world.Company.Documents("Item").Where(one => (string?)one["Type"] == "Service").Take(2).ToList();
        await ChooseAsync(world.QuickBooksConnection!, given =>
            given.With("items.seats", (string)items[1]["Id"]!) with
            {
                FieldMaps = [new() { RecordType = Invoices, Field = "region", SystemField = "1" }],
            });
        await ChooseAsync(world.XeroConnection, given =>
            given.With("accounts.seats", "210").With("contacts.read", "customers") with
            {
                FieldMaps = [new() { RecordType = Invoices, Field = "region", SystemField = "Tracking.Region" }],
            });
        var twin = await OtherTenantAsync(world, given =>
            given.With("accounts.default", "200").With("accounts.seats", "260").With("contacts.read", "all") with
            {
                FieldMaps = [new() { RecordType = Invoices, Field = "region", SystemField = "Reference" }],
            });
        var invoice = Seats() with { CustomFields = CustomFields.Empty.With("region", "North") };

        await PublishAsync(world, "tenant-1", invoice);
        await PublishAsync(world, "tenant-2", invoice);
        await world.SettleAsync();

        var (first, second) = (world.InXero(invoice), world.InXero(invoice, twin.Organisation));
        Assert.Equal(("210", "260"), (AccountOf(first), AccountOf(second)));
        Assert.Equal("North", (string?)first["LineItems"]![0]!["Tracking"]![0]!["Option"]);
        Assert.Equal("North", (string?)second["Reference"]);
        Assert.Empty(second["LineItems"]![0]!["Tracking"]?.AsArray() ?? []);
        var inQuickBooks = world.InQuickBooks(invoice);
        Assert.Equal("North", (string?)inQuickBooks["CustomField"]![0]!["StringValue"]);
        Assert.Equal((string?)items[1]["Id"], (string?)inQuickBooks["Line"]![0]!["SalesItemLineDetail"]!["ItemRef"]!["value"]);

        // Nobody else's choice was changed with one's own.
        world.Organisation.AddContact("Never billed");
        twin.Organisation.AddContact("Never billed");
        Assert.Equal(["Customer C-1"], await NamesAsync(world, world.XeroConnection));
        Assert.Equal(["Customer C-1", "Never billed"], await NamesAsync(world, twin.Connection));

        Task ChooseAsync(Connection connection, Func<ConnectionSettings, ConnectionSettings> choices) =>
            world.World.Connectors.ConfigureAsync(connection.Id, choices, Token);
    }

    [Fact]
    [Trait("Behaviour", "S1-11")]
    [Trait("Behaviour", "S1-13")]
    public async Task The_host_s_code_runs_before_and_after_each_call_to_Xero_and_after_what_came_was_mapped()
    {
        var answered = new List<(HttpStatusCode, bool)>();
        await using var world = await LedgersWorld.StartAsync(configure: connectors =>
            connectors.ConfigureHttpClient("xero", http => http.AddHttpMessageHandler(() => new Stamp(answered))));

        var id = await world.PushAsync(HostRecords.Invoice());
        world.Organisation.ReceivePayment(id, 40m);
        await world.SettleAsync();

        Assert.Equal("Stamped by the host", (string?)world.InXero(HostRecords.Invoice())["Reference"]);
        Assert.Contains((HttpStatusCode.OK, true), answered);
        var told = Assert.Single(world.Told.Of<InvoicePaymentChanged>());
        Assert.Equal("Stamped by the host", told.Current.PurchaseOrderNumber);
        using var native = told.Current.Source!.Payload.Parse();
        Assert.Equal(
            (id, 60m, "Stamped by the host"),
            (native.RootElement.GetProperty("InvoiceID").GetString(), native.RootElement.GetProperty("AmountDue").GetDecimal(),
                native.RootElement.GetProperty("Reference").GetString()));
    }

    [Fact]
    [Trait("Behaviour", "S1-21")]
    [Trait("Trap", "22 Never calls DELETE /connections on off-boarding; the tier limit fills up with dead tenants")]
    public async Task Disconnecting_ends_access_at_Xero_forgets_the_tokens_stops_both_ways_and_keeps_the_links()
    {
        await using var world = await LedgersWorld.StartAsync(withQuickBooks: true);
        var id = await world.PushAsync(HostRecords.Invoice());
        var grants = world.World.Services.GetRequiredService<IGrantStore>();
        var token = (await grants.FindAsync(world.XeroConnection.GrantId, Token))!.AccessToken;
        Assert.Equal(HttpStatusCode.OK, await AskAsync(world, token));

        await world.World.Connectors.DisconnectAsync(world.XeroConnection.Id, Token);

        Assert.NotEqual(HttpStatusCode.OK, await AskAsync(world, token));
        Assert.Null(await grants.FindAsync(world.XeroConnection.GrantId, Token));
        world.Organisation.ReceivePayment(id, 100m);
        await world.PublishAsync(HostRecords.Invoice("I-2"), HostEvent.Finalized);
        await world.World.DeliverAsync(cancellationToken: Token);
        await world.SettleAsync();
        Assert.Empty(world.Told.All);
        Assert.DoesNotContain(world.Organisation.Invoices, one => (string?)one["InvoiceNumber"] == "NI-2");
        world.InQuickBooks(HostRecords.Invoice("I-2"));

        var kept = Assert.Single(await world.Engine.Links.FindAsync(world.XeroConnection.Id, new(Invoices, "I-1"), Token));
        Assert.Equal(id, kept.ExternalId);
        var connections = world.World.Services.GetRequiredService<IConnectionStore>();
        Assert.Equal(ConnectionState.Disconnected, (await connections.FindAsync(world.XeroConnection.Id, Token))!.State);
    }

    [Fact]
    [Trait("Behaviour", "S1-22")]
    public async Task Another_organisation_gets_records_of_its_own_and_the_same_one_goes_on_where_it_was()
    {
        await using var world = await LedgersWorld.StartAsync();
        var id = await world.PushAsync(HostRecords.Invoice());
        await world.World.Connectors.DisconnectAsync(world.XeroConnection.Id, Token);
        var other = world.Xero.AddOrganisation(XeroOrganisationProfile.UnitedStates with { Name = "Another", SampleData = false });

        var second = await ConnectAsync(other);
        await world.PushAsync(HostRecords.Invoice() with { PurchaseOrderNumber = "PO-1" }, other);
        await world.World.Connectors.DisconnectAsync(second.Id, Token);
        var again = await ConnectAsync(world.Organisation);
        await world.PublishAsync(HostRecords.Invoice() with { PurchaseOrderNumber = "PO-2" }, HostEvent.Saved);
        await world.SettleAsync();

        Assert.NotEqual(world.XeroConnection.Id, second.Id);
        Assert.Equal(world.XeroConnection.Id, again.Id);
        var there = world.InXero(HostRecords.Invoice(), other);
        Assert.NotEqual(id, (string?)there["InvoiceID"]);
        Assert.Equal("PO-1", (string?)there["Reference"]);
        Assert.Equal(
            (string?)Assert.Single(other.Contacts)["ContactID"],
            (string?)there["Contact"]!["ContactID"]);
        var first = world.InXero(HostRecords.Invoice());
        Assert.Equal((id, "PO-2"), ((string?)first["InvoiceID"], (string?)first["Reference"]));
        Assert.Single(world.Organisation.Contacts);

        Task<Connection> ConnectAsync(XeroOrganisation organisation) => world.World.ConnectAsync(
            "tenant-1", "xero", settings => settings.With("accounts.default", "200"), organisation.TenantId, Token);
    }

    private static async Task<(XeroOrganisation Organisation, Connection Connection)> OtherTenantAsync(
        LedgersWorld world, Func<ConnectionSettings, ConnectionSettings> settings)
    {
        var organisation = world.Xero.AddOrganisation(XeroOrganisationProfile.UnitedStates with { Name = "Twin", SampleData = false });
        return (organisation, await world.World.ConnectAsync("tenant-2", "xero", settings, organisation.TenantId, Token));
    }

    private static Invoice Seats() =>
        HostRecords.Invoice() with { Lines = [HostRecords.Invoice().Lines[0] with { ProductId = "seats" }] };

    private static async Task PublishAsync(LedgersWorld world, string tenant, Invoice invoice)
    {
        await world.Engine.Publisher.PublishAsync(tenant, HostRecords.Customer(), HostEvent.Saved, cancellationToken: Token);
        await world.Engine.Publisher.PublishAsync(tenant, invoice, HostEvent.Finalized, cancellationToken: Token);
    }

    private static string? AccountOf(JsonObject invoice) => (string?)invoice["LineItems"]![0]!["AccountCode"];

    private static async Task<IEnumerable<string?>> NamesAsync(LedgersWorld world, Connection connection)
    {
        var session = await world.World.Connectors.OpenAsync(connection.Id, Token);
        var customers = await session.Customers.ReadAllAsync(cancellationToken: Token).ToListAsync(Token);
        return customers.Select(one => one.Name).Order();
    }

    private static async Task<HttpStatusCode> AskAsync(LedgersWorld world, Secret token)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{world.Xero.BaseAddress.AbsoluteUri}/api.xro/2.0/Organisation");
        request.Headers.Authorization = new("Bearer", token.Reveal());
        request.Headers.Add("xero-tenant-id", world.Organisation.TenantId);
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await client.SendAsync(request, Token);
        return answer.StatusCode;
    }

    /// <summary>Adds a reference to invoices that leave, after they were mapped, and notes what comes back.</summary>
    private sealed class Stamp(List<(HttpStatusCode, bool)> answered) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var isCreation = request.Method == HttpMethod.Put
                && request.RequestUri!.AbsolutePath.EndsWith("/Invoices", StringComparison.Ordinal);
            if (isCreation)
            {
                var body = await request.Content!.ReadAsStringAsync(cancellationToken);
                request.Content = new StringContent(
                    body.Replace("\"InvoiceNumber\"", "\"Reference\":\"Stamped by the host\",\"InvoiceNumber\"", StringComparison.Ordinal),
                    MediaTypeHeaderValue.Parse("application/json"));
            }

            var answer = await base.SendAsync(request, cancellationToken);
            lock (answered)
            {
                answered.Add((answer.StatusCode, isCreation));
            }

            return answer;
        }
    }
}
