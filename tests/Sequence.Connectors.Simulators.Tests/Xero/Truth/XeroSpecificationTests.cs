namespace Sequence.Connectors.Simulators.Tests;

/// <summary>The examples of Xero's specification against its own schemas.</summary>
public sealed class XeroSpecificationTests
{
    [Fact]
    public void Examples_that_break_their_own_schema_are_known()
    {
        using var specification = OpenApiSpecification.XeroAccounting();

        var broken = specification.Examples()
            .Where(example => specification.CheckResponse(example.Method, example.Path, example.Status, example.Body).Any())
            .Select(example => example.Name);

        Assert.Equal(XeroSpecificationErrata.BrokenExamples, broken);
    }
}
