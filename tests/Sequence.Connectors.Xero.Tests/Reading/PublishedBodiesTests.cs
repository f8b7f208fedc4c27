using System.Text;
using System.Text.Json;
using Sequence.Connectors.TestKit;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>Whatever Xero's own specification and recordings hold can be read: unknown words and members never throw.</summary>
public sealed class PublishedBodiesTests
{
    [Fact]
    public void Every_example_of_the_specification_is_read()
    {
        using var specification = JsonDocument.Parse(
            File.ReadAllBytes(VendorData.Require("schemas", "xero", "xero_accounting.decycled.json"))
        );
        var (read, objects, undocumented) = (0, 0, new HashSet<string>());
        foreach (var (name, example) in Examples(specification.RootElement))
        {
            var (count, odd) = ReadAll(Encoding.UTF8.GetBytes(example.GetRawText()));
            (read, objects) = (read + 1, objects + count);
            if (odd > 0)
            {
                undocumented.Add(name);
            }
        }

        Assert.InRange(read, 200, 1000);
        Assert.InRange(objects, 50, 2000);
        Assert.Subset(XeroSpecificationErrata.BrokenExamples.ToHashSet(), undocumented);
    }

    [Fact]
    public void Every_recorded_body_is_read()
    {
        var (folder, objects) = (VendorData.Require("fixtures", "xero", "amp-labs"), 0);
        foreach (var file in Directory.EnumerateFiles(folder, "*.json"))
        {
            var (count, odd) = ReadAll(File.ReadAllBytes(file));
            objects += count;
            Assert.Equal((file, 0), (file, odd));
        }

        Assert.InRange(objects, 2, 1000);
    }

    [Fact]
    public void The_recorded_organisation_is_read()
    {
        var text = File.ReadAllText(VendorData.Require("fixtures", "xero", "xero-python", "test_get_organisations.yaml"));

        Assert.Contains("\"PeriodLockDate", text.Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(new LocalDate(2009, 9, 30), XeroValues.Date("/Date(1254268800000+0000)/"));
    }

    private static IEnumerable<(string Name, JsonElement Example)> Examples(JsonElement specification) =>
        from path in specification.GetProperty("paths").EnumerateObject()
        from method in path.Value.EnumerateObject()
        where method.Value.ValueKind == JsonValueKind.Object
        from place in Places(method.Value)
        from example in Bodies(place.Value)
        select ($"{method.Name.ToUpperInvariant()} {path.Name} {place.Name}", example);

    private static IEnumerable<(string Name, JsonElement Value)> Places(JsonElement method)
    {
        if (method.TryGetProperty("requestBody", out var request))
        {
            yield return ("request", request);
        }

        foreach (var answer in method.TryGetProperty("responses", out var responses) ? responses.EnumerateObject() : default)
        {
            yield return (answer.Name, answer.Value);
        }
    }

    private static IEnumerable<JsonElement> Bodies(JsonElement place)
    {
        foreach (var media in place.TryGetProperty("content", out var content) ? content.EnumerateObject() : default)
        {
            if (media.Value.TryGetProperty("example", out var one))
            {
                yield return one;
            }

            foreach (var named in media.Value.TryGetProperty("examples", out var several) ? several.EnumerateObject() : default)
            {
                if (named.Value.TryGetProperty("value", out var value))
                {
                    yield return value;
                }
            }
        }
    }

    /// <summary>
    /// Reads a body as every list that is known; says how many objects it holds, and how many of them are not as documented.
    /// </summary>
    private static (int Objects, int Odd) ReadAll(byte[] body)
    {
        XeroFault.Parse(body);
        XeroElement.Read(body, "Invoices", "InvoiceID", "InvoiceNumber");
        (int, int)[] all =
        [
            Read(body, XeroEntities.Contact),
            Read(body, XeroEntities.Invoice),
            Read(body, XeroEntities.CreditNote),
            Read(body, XeroEntities.Payment),
            Read(body, XeroEntities.Item),
            Read(body, XeroEntities.Account),
            Read(body, XeroEntities.TaxRate),
        ];
        return (all.Sum(one => one.Item1), all.Sum(one => one.Item2));
    }

    private static (int Objects, int Odd) Read<TWire, TRecord>(byte[] body, XeroEntity<TWire, TRecord> entity)
        where TWire : struct
        where TRecord : class, IRecord
    {
        var scope = Wire.Scope();
        var objects = XeroPage.Read(body, entity.List, entity.Shape);
        foreach (var (wire, payload) in objects)
        {
            entity.Map(wire, payload, scope);
        }

        return (objects.Count, objects.Count(one => one.Wire is null));
    }
}
