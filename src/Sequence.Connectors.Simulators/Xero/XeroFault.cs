namespace Sequence.Connectors.Simulators;

/// <summary>A request that Xero refuses as a whole, with the answer that it gets.</summary>
internal sealed class XeroFault(SimulatedResponse answer, string message) : Exception(message)
{
    public SimulatedResponse Answer { get; } = answer;

    public static XeroFault NotFound() => new(XeroBodies.NotFound(), "not found");

    public static XeroFault Query(string message) => new(XeroBodies.Error(16, "QueryParseException", message), message);

    public static XeroFault Malformed(string message) => new(XeroBodies.Error(17, "PostDataInvalidException", message), message);

    public static XeroFault Validation(string message) => new(XeroBodies.Validation([], message), message);
}
