using System.Text.Json.Nodes;

namespace Sequence.Connectors.QuickBooks.Tests;

public sealed class CustomFieldTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Order #")]
    [InlineData("order #")]
    [InlineData("1")]
    [Trait("Behaviour", "S1-8")]
    [Trait("Behaviour", "S1-9")]
    public async Task A_field_is_mapped_by_its_label_or_by_its_id_in_both_directions(string systemField)
    {
        await using var world = await WorldAsync(systemField);
        var made = await world.WriteAsync(Invoice("PO-77"), "1");
        Assert.Equal(["PO-77", null, null], Fields(world, made.Target().ExternalId));
        Assert.Equal("PO-77", (await world.Session.Invoices.FindAsync(made.Target().ExternalId, Token))!.CustomFields["order"]);

        var update = world.Intent(Invoice(null), "1", made.Target(), revision: 2);
        var cleared = await world.Session.Invoices.WriteAsync(update, cancellationToken: Token);
        Assert.Null((await world.Session.Invoices.FindAsync(cleared.Target().ExternalId, Token))!.CustomFields["order"]);
    }

    [Fact]
    [Trait("Behaviour", "S1-9")]
    public async Task A_map_that_names_no_field_of_QuickBooks_is_refused_with_those_that_there_are()
    {
        await using var world = await WorldAsync("Purchase order");
        var refused = Assert.IsType<WriteOutcome.Rejected>(await world.WriteAsync(Invoice("PO-77"), "1"));
        var problem = Assert.Single(refused.Problems);
        Assert.Equal("custom_field.unknown", problem.Code);
        Assert.Contains("'Purchase order'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Order #", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_without_a_map_is_refused()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var refused = Assert.IsType<WriteOutcome.Rejected>(await world.WriteAsync(Invoice("PO-77"), "1"));
        Assert.Equal("custom_field.unmapped", Assert.Single(refused.Problems).Code);
    }

    [Fact]
    public async Task A_value_that_is_too_long_is_cut_and_that_is_told()
    {
        await using var world = await WorldAsync("Order #");
        var made = await world.WriteAsync(Invoice(new string('x', 40)), "1");
        Assert.Contains(made.Notes, note => note is { Kind: MappingNoteKind.Coerced, Path: "CustomFields.order", To.Length: 31 });
    }

    [Fact]
    [Trait("Trap", "quickbooks-6")]
    public async Task A_field_that_is_only_read_keeps_its_value()
    {
        await using var world = await WorldAsync("Order #", FieldDirection.Read);
        var made = await world.WriteAsync(Invoice("PO-1"), "1");
        world.Company.EditInvoice(made.Target().ExternalId, new() { ["CustomField"] = new JsonArray(Field("1", "by hand")) });

        var update = world.Intent(Invoice("PO-2"), "1", new() { ExternalId = made.Target().ExternalId, Parts = made.Target().Parts }, 2);
        Assert.IsType<WriteOutcome.Updated>(await world.Session.Invoices.WriteAsync(update, cancellationToken: Token));

        Assert.Equal(["by hand", null, null], Fields(world, made.Target().ExternalId));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Trap", "quickbooks-6")]
    public async Task Unmapped_custom_fields_survive_an_update(bool insists)
    {
        await using var world = await WorldAsync("Order #");
        var id = (await world.WriteAsync(Invoice("PO-1"), "1")).Target().ExternalId;
        world.Company.EditInvoice(
            id,
            new() { ["CustomField"] = new JsonArray(Field("1", "PO-1"), Field("2", "North"), Field("3", "42")) }
        );

        var version = insists ? (string?)world.Company.Invoices.Find(id)!["SyncToken"] : null;
        var update = world.Intent(Invoice("PO-2"), "1", new() { ExternalId = id, Version = version }, revision: 2) with
        {
            Fields = [nameof(IDocument.CustomFields)],
        };
        Assert.IsType<WriteOutcome.Updated>(await world.Session.Invoices.WriteAsync(update, cancellationToken: Token));

        Assert.Equal(["PO-2", "North", "42"], Fields(world, id));
    }

    [Fact]
    public void A_field_that_is_not_there_is_absent_and_an_empty_one_is_null()
    {
        var settings = new ConnectionSettings
        {
            FieldMaps =
            [
                new() { RecordType = RecordType.Of<Invoice>(), Field = "order", SystemField = "1" },
                new() { RecordType = RecordType.Of<Invoice>(), Field = "region", SystemField = "2" },
            ],
        };
        var invoice = QuickBooksEntities.Invoice.Map(
            """{"Id": "1", "CustomField": [{"DefinitionId": "1", "Name": "Order #", "Type": "StringType"}]}""",
            settings
        );
        Assert.Equal(CustomFields.Empty.With("order", null), invoice.CustomFields);
    }

    private static JsonObject Field(string id, string value) =>
        new() { ["DefinitionId"] = id, ["Type"] = "StringType", ["StringValue"] = value };

    private static IEnumerable<string?> Fields(QuickBooksWorld world, string id) =>
        world.Company.Invoices.Find(id)!["CustomField"]!.AsArray().Select(field => (string?)field!["StringValue"]);

    private static Task<QuickBooksWorld> WorldAsync(string systemField, FieldDirection direction = FieldDirection.Both) =>
        QuickBooksWorld.StartAsync(settings: given =>
            given.With("items.default", "1") with
            {
                FieldMaps =
                [
                    new()
                    {
                        RecordType = RecordType.Of<Invoice>(),
                        Field = "order",
                        SystemField = systemField,
                        Direction = direction,
                    },
                ],
            }
        );

    private static Invoice Invoice(string? order) =>
        Published.Invoice() with
        {
            CustomFields = CustomFields.Empty.With("order", order is null ? null : (CustomValue)order),
        };
}
