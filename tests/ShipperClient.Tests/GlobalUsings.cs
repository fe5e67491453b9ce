// Every test may need these: the fixtures and the stub servers.
global using ShipperClient.Tests.Servers;
global using ShipperClient.Tests.TestSupport;
