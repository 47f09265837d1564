using Microsoft.Extensions.Time.Testing;
using Orch.Coordination;

namespace Orch.Tests.Coordination;

/// <summary>A store that the conformance suite judges, with the clock that it goes by.</summary>
public abstract class StoreUnderTest : IDisposable
{
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public abstract IAgentRegistry Registry { get; }

    public abstract IMailbox Mailbox { get; }

    public abstract ITaskPool Tasks { get; }

    public abstract void Dispose();
}
