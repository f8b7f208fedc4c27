namespace Sequence.Connectors.Simulators;

/// <summary>A refusal as QuickBooks words it; the routes turn it into the fault envelope.</summary>
internal sealed class QuickBooksFaultException(
    string code, string message, string detail, int status = 400, string type = "ValidationFault", string? element = "")
    : Exception(detail)
{
    public string Code { get; } = code;

    public string Title { get; } = message;

    public int Status { get; } = status;

    public string Type { get; } = type;

    public string? Element { get; } = element;

    public static QuickBooksFaultException UnknownMember(string detail) =>
        new(
            "2010", "Request has invalid or unsupported property", $"Property Name:{detail} specified is unsupported or invalid",
            element: null);

    public static QuickBooksFaultException Required(string name) =>
        new(
            "2020", "Required param missing, need to supply the required value for the API",
            $"Required parameter {name} is missing in the request", element: name);

    public static QuickBooksFaultException InvalidId(string value) =>
        new("2030", "Invalid ID", $"Id should be a valid number. Supplied value:{value}", element: "Id");

    public static QuickBooksFaultException TooLong(string name, int maximum) =>
        new(
            "2050", "String length is either shorter or longer than supported by specification",
            $"Min:0 Max:{maximum.Invariant()} supported. {name}", element: name);

    public static QuickBooksFaultException NotFound() =>
        new(
            "610", "Object Not Found",
            "Object Not Found : Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, "
            + "vendors or employees.");

    public static QuickBooksFaultException InvalidReference(string list, string id) =>
        new("2500", "Invalid Reference Id", $"Invalid Reference Id : {list} element id {id} not found");

    public static QuickBooksFaultException Stale(string user) =>
        new(
            "5010", "Stale Object Error",
            $"Stale Object Error : You and {user} were working on this at the same time. {user} finished before you did, so your work "
            + $"was not saved.");

    public static QuickBooksFaultException Business(string detail) =>
        new("6000", "A business validation error has occurred while processing your request", $"Business Validation Error: {detail}");

    public static QuickBooksFaultException Throttled(int status = 429) =>
        new(
            "3001", "message=ThrottleExceeded; errorCode=003001; statusCode=" + status.Invariant(),
            "The request limit was reached. Try again later.", status, "THROTTLED", element: null);

    public static QuickBooksFaultException Unsupported(string operation) =>
        new("500", "Unsupported Operation", $"Operation {operation} is not supported.", element: null);

    public static QuickBooksFaultException Query(string detail) =>
        new("4001", "Invalid query", "QueryValidationError: " + detail, element: null);

    public static QuickBooksFaultException QuerySyntax(string detail) =>
        new("4000", "Error parsing query", "QueryParserError: " + detail, element: null);
}
