// .NET 8 has no lock type of its own.
#if !NET9_0_OR_GREATER
global using Lock = System.Object;
#endif
