// What mediasoup-worker needs of the header-only library ankerl::unordered_dense,
// given by the standard containers: slower to walk, the same to a caller.
#pragma once

#include <cstdint>
#include <functional>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>

namespace ankerl::unordered_dense
{
	template<typename T>
	struct hash : std::hash<T>
	{
	};

	// std::hash gives an integer back unchanged. The worker combines hashes of ports
	// and addresses, so their bits are spread first (the finalizer of SplitMix64).
	template<typename T>
		requires std::is_integral_v<T>
	struct hash<T>
	{
		size_t operator()(T value) const noexcept
		{
			uint64_t bits = static_cast<uint64_t>(value) + 0x9e3779b97f4a7c15;
			bits          = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
			bits          = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
			return bits ^ (bits >> 31);
		}
	};

	template<typename Key, typename Value, typename Hash = hash<Key>>
	using map = std::unordered_map<Key, Value, Hash>;

	template<typename Key, typename Hash = hash<Key>>
	using set = std::unordered_set<Key, Hash>;
} // namespace ankerl::unordered_dense
