using System.Text.Json.Nodes;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>Field maps are held against the fields that the company has, before anything is written with them.</summary>
public sealed class FieldMapTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S1-9")]
    public async Task Preflight_names_each_map_that_does_not_hold_with_its_rule_and_its_fix()
    {
        await using var world = await WorldAsync(
            Map<Invoice>("crew", "Crew #"),
            Map<Invoice>("region", "Region"),
            Map<Invoice>("ghost", "99"),
            Map<Invoice>("retired", "Retired"),
            Map<Invoice>("team", "1"),
            Map<CreditMemo>("region", "region", FieldDirection.Read),
            Map<Customer>("tier", "Crew #")
        );

        var problems = (await world.Session.PreflightAsync(Token)).Problems;

        Assert.Equal(
            [
                ("custom_field.unknown", "CustomFields.region"),
                ("custom_field.unknown", "CustomFields.ghost"),
                ("custom_field.unknown", "CustomFields.retired"),
                ("custom_field.shared", "CustomFields.team"),
                ("custom_field.unknown", "CustomFields.region"),
                ("custom_field.unsupported", "CustomFields.tier"),
            ],
            problems.Select(problem => (problem.Code, problem.Path))
        );
        Assert.Equal(
            "The field map of 'region' for Invoice names 'Region', which is no custom field of QuickBooks' sales forms; they have: Crew # (1), 3.",
            problems[0].Message
        );
        Assert.Contains("'Retired (2)', which is switched off", problems[2].Message, StringComparison.Ordinal);
        Assert.Contains("'crew' is written already", problems[3].Message, StringComparison.Ordinal);
        Assert.Contains("for CreditMemo", problems[4].Message, StringComparison.Ordinal);
        Assert.Contains("Invoice and CreditMemo", problems[5].Message, StringComparison.Ordinal);
        Assert.All(problems, problem => Assert.NotNull(problem.Fix));
    }

    [Fact]
    [Trait("Behaviour", "S1-8")]
    [Trait("Behaviour", "S1-9")]
    public async Task Maps_of_fields_that_the_company_has_pass_and_carry_values_both_ways()
    {
        await using var world = await WorldAsync(
            Map<Invoice>("crew", "crew #"),
            Map<Invoice>("note", "3"),
            Map<CreditMemo>("crew", "1")
        );

        Assert.Empty((await world.Session.PreflightAsync(Token)).Problems);
        var fields = CustomFields.Empty.With("crew", "Night").With("note", "Late");
        var made = await world.WriteAsync(Published.Invoice() with { CustomFields = fields }, "1");
        Assert.Equal(fields, (await world.Session.Invoices.FindAsync(made.Target().ExternalId, Token))!.CustomFields);
        var memo = Published.CreditMemo() with { CustomFields = CustomFields.Empty.With("crew", "Day") };
        var credited = await world.WriteAsync(memo, "1");
        Assert.Equal(memo.CustomFields, (await world.Session.CreditMemos.FindAsync(credited.Target().ExternalId, Token))!.CustomFields);

        // What somebody enters in QuickBooks comes back by the same map.
        world.Company.EditInvoice(made.Target().ExternalId, new()
        {
            ["CustomField"] = new JsonArray(new JsonObject { ["DefinitionId"] = "1", ["Type"] = "StringType", ["StringValue"] = "Noon" }),
        });
        Assert.Equal("Noon", (await world.Session.Invoices.FindAsync(made.Target().ExternalId, Token))!.CustomFields["crew"]);
    }

    [Theory]
    [InlineData("Region", "custom_field.unknown")]
    [InlineData("99", "custom_field.unknown")]
    [InlineData("2", "custom_field.unknown")]
    [InlineData("1", "custom_field.shared")]
    [Trait("Behaviour", "S1-9")]
    public async Task Nothing_is_written_with_a_map_that_does_not_hold(string systemField, string code)
    {
        await using var world = await WorldAsync(Map<Invoice>("crew", "Crew #"), Map<Invoice>("other", systemField));
        var sent = world.Sent.Count;
        var fields = CustomFields.Empty.With("crew", "Night").With("other", "North");

        var refused = Assert.IsType<WriteOutcome.Rejected>(
            await world.WriteAsync(Published.Invoice() with { CustomFields = fields }, "1"));

        var problem = Assert.Single(refused.Problems);
        Assert.Equal((code, "CustomFields.other"), (problem.Code, problem.Path));
        Assert.NotNull(problem.Fix);
        Assert.Equal(sent, world.Sent.Count);
    }

    [Fact]
    public async Task A_field_that_was_switched_on_in_QuickBooks_is_written_on_the_next_try()
    {
        await using var world = await WorldAsync(Map<Invoice>("retired", "Retired"));
        var invoice = Published.Invoice() with { CustomFields = CustomFields.Empty.With("retired", "Back") };
        Assert.IsType<WriteOutcome.Rejected>(await world.WriteAsync(invoice, "1"));

        SetFields(world, (1, "Crew #", true), (2, "Retired", true));

        Assert.IsType<WriteOutcome.Created>(await world.WriteAsync(invoice, "1"));
    }

    /// <summary>A company with a first field that is on, a second that was switched off, and a third without a name.</summary>
    private static async Task<QuickBooksWorld> WorldAsync(params FieldMap[] maps)
    {
        var world = await QuickBooksWorld.StartAsync(settings: given => given.With("items.default", "1") with { FieldMaps = [.. maps] });
        SetFields(world, (1, "Crew #", true), (2, "Retired", false), (3, null, true));
        return world;
    }

    // As Preferences tell of them: which are on stands in one group, what they are called in another.
    private static void SetFields(QuickBooksWorld world, params (int Id, string? Label, bool IsOn)[] fields)
    {
        var preferences = world.Company.Documents("Preferences").Single();
        var forms = preferences["SalesFormsPrefs"]!.DeepClone().AsObject();
        forms["CustomField"] = new JsonArray(
            Group(fields.Reverse().Select(field => new JsonObject
            {
                ["Name"] = $"SalesFormsPrefs.UseSalesCustom{field.Id}", ["Type"] = "BooleanType", ["BooleanValue"] = field.IsOn,
            })),
            Group(fields.Where(field => field.Label is not null).Select(field => new JsonObject
            {
                ["Name"] = $"SalesFormsPrefs.SalesCustomName{field.Id}", ["Type"] = "StringType", ["StringValue"] = field.Label,
            })));
        world.Company.Edit("Preferences", (string)preferences["Id"]!, new() { ["SalesFormsPrefs"] = forms });
    }

    private static JsonObject Group(IEnumerable<JsonObject> fields) => new() { ["CustomField"] = new JsonArray([.. fields]) };

    private static FieldMap Map<TRecord>(string field, string systemField, FieldDirection direction = FieldDirection.Both)
        where TRecord : class, IRecord =>
        new()
        {
            RecordType = RecordType.Of<TRecord>(),
            Field = field,
            SystemField = systemField,
            Direction = direction,
        };
}
