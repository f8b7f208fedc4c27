namespace Sequence.Connectors.AspNetCore;

/// <summary>What the browser keeps while a person consents: the answer counts only where the question was asked.</summary>
/// <param name="State">The state that the answer must bear.</param>
/// <param name="Tenant">The tenant that asked.</param>
/// <param name="System">The system that was asked.</param>
/// <param name="ReturnTo">Where the person goes afterwards; it has been checked.</param>
internal sealed record ConnectTicket(string State, string Tenant, string System, string ReturnTo);
