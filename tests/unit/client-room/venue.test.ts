import type { MemberView, SeatView } from "@yuanping/shared/contracts/view.ts";
import { describe, expect, test } from "vitest";
import { attendance, deskOf, placeOf, venuesOf } from "../../../client/src/features/room/venue.ts";

const member = (code: string, changes: Partial<MemberView> = {}): MemberView => ({
  person: `person-${code}`,
  code,
  seat: "it",
  status: "admitted",
  lead: false,
  declared: false,
  ...changes,
});

describe("a desk's venue and seat", () => {
  test.each([
    ["城东分中心 3 号席", "城东分中心", "3 号席"],
    ["城东 1 号", "城东", "1 号"],
    ["城东分中心3号席", "城东分中心", "3号席"],
    ["评标区 2 楼 301 室 12 号", "评标区 2 楼 301 室", "12 号"],
    ["East centre, seat 3", "East centre", "seat 3"],
    ["East centre · Desk 12", "East centre", "Desk 12"],
    ["南充分中心-7", "南充分中心", "7"],
    ["主评标室", "", "主评标室"],
    ["12", "", "12"],
    ["  3 号席 ", "", "3 号席"],
  ])("%s", (desk, venue, seat) => {
    expect(placeOf(desk)).toEqual({ venue, seat });
  });
});

describe("members as they sit", () => {
  const members = [
    member("A", { desk: "城西 10 号" }),
    member("B", { desk: "城东 2 号", status: "out" }),
    member("C", { desk: "城西 9 号", status: "checked-in" }),
    member("D", { desk: "城东 3 号", status: "drawn" }),
    member("E", { desk: "城东 2 号" }),
  ];
  const codes = (view: Parameters<typeof venuesOf>[0]) =>
    venuesOf(view).map(({ name, members: seated }) => [
      name,
      seated.map(({ code }) => code).join(""),
    ]);

  test("stand venue by venue in the order of the seats, who waits first and who left last", () => {
    const seated = members.map(
      (one) => ({ ...one, status: one.code === "B" ? "out" : "admitted" }) as const,
    );
    expect(codes({ members: seated })).toEqual([
      ["城东", "EDB"],
      ["城西", "CA"],
    ]);
    const atTheDoor = seated.map((one) => ({
      ...one,
      ...(one.code === "A" ? { status: "checked-in" as const } : {}),
    }));
    expect(codes({ members: atTheDoor })).toEqual([
      ["城西", "AC"],
      ["城东", "EDB"],
    ]);
  });

  test("whose place may not be known stand together, whoever waits at the door first", () => {
    const unknown = members.map(({ desk: _desk, ...rest }) => rest);
    expect(codes({ members: unknown })).toEqual([["", "CADEB"]]);
    expect(
      codes({ members: [...unknown.slice(0, 1), member("F", { desk: "城东 1 号" })] }),
    ).toEqual([
      ["城东", "F"],
      ["", "A"],
    ]);
    expect(deskOf({ members: unknown }, "A")).toBeUndefined();
    expect(deskOf({ members }, "A")).toBe("城西 10 号");
    expect(deskOf({ members }, undefined)).toBeUndefined();
  });

  test("are counted without those who left", () => {
    const seat = (code: string, presence: SeatView["presence"]): SeatView => ({
      person: `person-${code}`,
      role: "expert",
      code,
      presence,
    });
    const seats = [
      seat("B", "present"),
      seat("D", "absent"),
      seat("E", "present"),
      seat("C", "reconnecting"),
    ];
    const [west, east] = venuesOf({ members });
    if (east === undefined || west === undefined) throw new Error("there are two venues");
    expect(attendance(east, { seats })).toEqual({ here: 1, of: 2, waiting: 0 });
    expect(attendance(west, { seats })).toEqual({ here: 0, of: 2, waiting: 1 });
  });
});
