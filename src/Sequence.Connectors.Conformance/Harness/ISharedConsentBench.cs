namespace Sequence.Connectors.Conformance;

/// <summary>A system where one consent reaches several accounts.</summary>
public interface ISharedConsentBench
{
    /// <summary>Opens the page of consent as a person does and accepts for all of <see cref="IConsentBench.Accounts"/>.</summary>
    /// <returns>The address that the person is sent back to.</returns>
    Task<Uri> AcceptAllAsync(Uri page, CancellationToken cancellationToken);
}
