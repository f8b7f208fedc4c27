namespace Quickstart;

/// <summary>Something that the person at the keyboard can mend; the message says how, and no stack trace is printed.</summary>
internal sealed class UsageException(string message) : Exception(message);
